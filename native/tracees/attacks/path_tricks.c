/* Attack 38: gets at a secret by other names than its own.
 * Usage: path_tricks FILE OPEN     (absolute paths: of the secret, and of a directory below the same one that is open)
 * Report: OK, one line each: "NAME RESULT", RESULT ok or the name of the error. Nothing is ok. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <dirent.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_openat2
#define SYS_openat2 437
#endif

static const char *secret;
static char directory[PATH_MAX], name[NAME_MAX + 1], path[2 * PATH_MAX];
static const char *open_directory;

static long taken(int fd) {
  char byte;
  long result = fd < 0 ? fd : read(fd, &byte, 1);
  if (fd >= 0)
    close(fd);
  return result;
}

static long by_path(const char *format, const char *first, const char *second) {
  snprintf(path, sizeof path, format, first, second);
  return taken(open(path, O_RDONLY));
}

static const char *private(void) {
  const char *given = getenv("TMPDIR");
  return given ? given : ".";
}

static long plainly(void) { return taken(open(secret, O_RDONLY)); }
static long by_slashes(void) { return by_path("//%s//./%s", directory, name); }
static long up_from_open(void) { return by_path("%s/../%s", open_directory, name); }
static long up_from_private(void) { return by_path("%s/../../../../../../../../../../%s", private(), secret); }
static long by_dirfd(void) { return taken(openat(open(directory, O_PATH | O_DIRECTORY), name, O_RDONLY)); }

/* Its directory may be there, when what else is in it is. */
static long by_list(void) {
  DIR *list = opendir(directory);
  long found = -1;
  errno = ENOENT;
  for (struct dirent *entry; list && (entry = readdir(list));)
    if (strcmp(entry->d_name, name) == 0)
      found = 0;
  return found;
}

static long by_dirfd_up(void) {
  snprintf(path, sizeof path, "../%s", name);
  return taken(openat(open(open_directory, O_PATH | O_DIRECTORY), path, O_RDONLY));
}

static long by_openat2(void) {
  struct open_how how = {.flags = O_RDONLY};
  return taken((int)syscall(SYS_openat2, open(directory, O_PATH), name, &how, sizeof how));
}

static long by_reopening(void) {
  snprintf(path, sizeof path, "/proc/self/fd/%d", open(secret, O_PATH));
  return taken(open(path, O_RDONLY));
}

static long by_directory(void) { return chdir(directory) ? -1 : taken(open(name, O_RDONLY)); }

static long by_symlink(void) {
  snprintf(path, sizeof path, "%s/to-secret", private());
  return symlink(secret, path) ? -1 : taken(open(path, O_RDONLY));
}

static long by_hard_link(void) {
  snprintf(path, sizeof path, "%s/linked", private());
  return link(secret, path) ? -1 : taken(open(path, O_RDONLY));
}

static long by_renaming(void) {
  snprintf(path, sizeof path, "%s/moved", private());
  return rename(secret, path) ? -1 : taken(open(path, O_RDONLY));
}

static long by_renaming_its_directory(void) {
  snprintf(path, sizeof path, "%s/moved", private());
  return rename(directory, path) ? -1 : 0;
}

static long by_exchange(void) {
  snprintf(path, sizeof path, "%s/mine", private());
  close(open(path, O_CREAT | O_WRONLY, 0600));
  return syscall(SYS_renameat2, AT_FDCWD, path, AT_FDCWD, secret, 2 /* RENAME_EXCHANGE */) ? -1 : taken(open(path, O_RDONLY));
}

static long by_handle(void) {
  union {
    struct file_handle handle;
    char room[sizeof(struct file_handle) + MAX_HANDLE_SZ];
  } file = {.handle = {.handle_bytes = MAX_HANDLE_SZ}};
  int mount;
  return name_to_handle_at(AT_FDCWD, secret, &file.handle, &mount, 0)
             ? -1
             : taken(open_by_handle_at(open("/", O_RDONLY), &file.handle, O_RDONLY));
}

static long by_mount(void) {
  snprintf(path, sizeof path, "%s/mounted", private());
  mkdir(path, 0700);
  return mount(directory, path, NULL, MS_BIND, NULL);
}

static long by_root(void) { return chroot(directory) ? -1 : 0; }
static long by_cutting(void) { return truncate(secret, 0); }
static long by_writing(void) { return open(secret, O_WRONLY); }
static long by_removing(void) { return unlink(secret); }
static long by_mode(void) { return chmod(secret, 0777); }
static long by_executing(void) { return execl(secret, secret, NULL); }

static const struct {
  const char *name;
  long (*attempt)(void);
} attempts[] = {
    {"path", plainly}, {"slashes", by_slashes}, {"up_from_open", up_from_open}, {"up_from_private", up_from_private},
    {"dirfd", by_dirfd}, {"dirfd_up", by_dirfd_up}, {"openat2", by_openat2}, {"reopened", by_reopening},
    {"listed", by_list}, {"chdir", by_directory}, {"symlink", by_symlink}, {"hard_link", by_hard_link},
    {"rename", by_renaming}, {"rename_directory", by_renaming_its_directory}, {"exchange", by_exchange},
    {"handle", by_handle}, {"mount", by_mount}, {"chroot", by_root}, {"truncate", by_cutting}, {"write", by_writing},
    {"unlink", by_removing}, {"chmod", by_mode}, {"exec", by_executing},
};

int main(int argc, char **argv) {
  if (argc < 3)
    return 2;
  secret = argv[1];
  open_directory = argv[2];
  char copy[PATH_MAX];
  snprintf(copy, sizeof copy, "%s", secret);
  snprintf(name, sizeof name, "%s", basename(copy));
  snprintf(copy, sizeof copy, "%s", secret);
  snprintf(directory, sizeof directory, "%s", dirname(copy));
  for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
    printf("%s %s\n", attempts[i].name, attempts[i].attempt() < 0 ? error_name(errno) : "ok");
    fflush(stdout);
  }
  return 0;
}
