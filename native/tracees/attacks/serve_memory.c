/* Serves a page of its own memory by userfaultfd(2), never, and opens the file whose name is there; or crashes with its
 * stack there. Whoever reads the page waits for a server that waits itself.
 * Usage: serve_memory open | crash
 * Report: TIME_LIMIT for open; RUNTIME_ERROR for crash. Exit 2: this host does not let it (vm.unprivileged_userfaultfd). */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static char *served_page(void) {
  int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC);
  struct uffdio_api api = {.api = UFFD_API};
  char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  struct uffdio_register range = {.range = {.start = (unsigned long)page, .len = 4096}, .mode = UFFDIO_REGISTER_MODE_MISSING};
  if (fd < 0 || page == MAP_FAILED || ioctl(fd, UFFDIO_API, &api) < 0 || ioctl(fd, UFFDIO_REGISTER, &range) < 0)
    return NULL;
  return page;
}

int main(int argc, char **argv) {
  char *page = served_page();
  if (page == NULL) {
    perror("userfaultfd");
    return 2;
  }
  puts("serving");
  fflush(stdout);
  if (argc > 1 && strcmp(argv[1], "crash") == 0) {
#if defined(__x86_64__)
    __asm__ volatile("mov %0, %%rsp\n\tud2" ::"r"(page + 2048));
#else
    __builtin_trap();
#endif
  }
  open(page, O_RDONLY);
  return 0;
}
