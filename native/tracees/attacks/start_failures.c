/* Attack 48: not a program to supervise but the maker of files that cannot be started.
 * Usage: start_failures DIRECTORY          makes the files and exits 0
 *        start_failures DIRECTORY hold     also keeps DIRECTORY/busy open for writing, prints "ready" and pauses
 * Report (LaunchException at exec, errno of the kernel):
 *   missing ENOENT (not made) · no_x EACCES · directory EACCES · wrong_arch ENOEXEC (foreign e_machine) ·
 *   truncated ENOEXEC · empty ENOEXEC · no_shebang ENOEXEC · bad_interpreter ENOENT (ELF, PT_INTERP of nothing) ·
 *   huge: no errno, the kernel kills it in the middle of the exec ·
 *   script_bad_interpreter ENOENT · script_no_x_interpreter EACCES · dangling ENOENT · loop ELOOP · busy ETXTBSY
 *   while held (afterwards it runs). script runs (#!/bin/sh, exits 6). Everything else of row 48 is an argument:
 *   argv above ARG_MAX, a missing directory. */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char image[1 << 20]; /* this very program */
static size_t size;

static void make(const char *name, mode_t mode, const void *bytes, size_t length) {
  unlink(name);
  int file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0700);
  if (file < 0 || write(file, bytes, length) != (ssize_t)length || fchmod(file, mode) || close(file)) {
    perror(name);
    exit(1);
  }
}

static void make_script(const char *name, const char *text) {
  make(name, 0755, text, strlen(text));
}

static void read_image(void) {
  int self = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  ssize_t got = read(self, image, sizeof image);
  if (got <= (ssize_t)sizeof(ElfW(Ehdr)) || got == sizeof image)
    exit(1);
  size = (size_t)got;
  close(self);
}

/* Makes copies: the ELF header says another machine; .bss is larger than the address space; no such interpreter. */
static void make_broken_images(void) {
  ElfW(Ehdr) *header = (ElfW(Ehdr) *)image;
  ElfW(Half) machine = header->e_machine;
  header->e_machine = machine == EM_S390 ? EM_PPC64 : EM_S390;
  make("wrong_arch", 0755, image, size);
  header->e_machine = machine;
  ElfW(Phdr) *segments = (ElfW(Phdr) *)(image + header->e_phoff);
  for (int i = 0; i < header->e_phnum; i++)
    if (segments[i].p_type == PT_LOAD && segments[i].p_flags & PF_W) {
      ElfW(Xword) memory = segments[i].p_memsz;
      segments[i].p_memsz = (ElfW(Xword))1 << 60;
      make("huge", 0755, image, size);
      segments[i].p_memsz = memory;
    }
  for (int i = 0; i < header->e_phnum; i++)
    if (segments[i].p_type == PT_INTERP)
      memcpy(image + segments[i].p_offset, "/none", 5);
  make("bad_interpreter", 0755, image, size);
}

static void make_links_and_directory(void) {
  unlink("dangling");
  unlink("loop");
  if (symlink("missing", "dangling") || symlink("loop", "loop"))
    exit(1);
  mkdir("directory", 0755);
}

int main(int argc, char **argv) {
  if (argc < 2 || chdir(argv[1]))
    return 2;
  read_image();
  make("no_x", 0644, image, size);
  make("truncated", 0755, image, 40);
  make("busy", 0755, image, size);
  make("empty", 0755, "", 0);
  make_broken_images();
  make_script("no_shebang", "exit 6\n");
  make_script("script", "#!/bin/sh\nexit 6\n");
  make_script("script_bad_interpreter", "#!/nonexistent/interpreter\n");
  make_script("script_no_x_interpreter", "#!/etc/passwd\n");
  make_links_and_directory();
  if (argc > 2 && open("busy", O_WRONLY | O_CLOEXEC) >= 0) {
    puts("ready");
    fflush(stdout);
    pause();
  }
  return 0;
}
