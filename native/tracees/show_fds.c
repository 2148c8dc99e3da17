/* Lists its open descriptors, without the one it lists them with.
 * Usage: show_fds
 * Report: OK. One line each: "fd N MODE TYPE TARGET", MODE r, w or rw (+append, +cloexec, +nonblock),
 *   TYPE pipe, file, dir, char, block, socket or other. Under supervision: exactly 0, 1 and 2. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *type_of(int fd) {
  struct stat status;
  if (fstat(fd, &status))
    return "unknown";
  switch (status.st_mode & S_IFMT) {
    case S_IFIFO: return "pipe";
    case S_IFREG: return "file";
    case S_IFDIR: return "dir";
    case S_IFCHR: return "char";
    case S_IFBLK: return "block";
    case S_IFSOCK: return "socket";
    default: return "other";
  }
}

static void show(int fd) {
  static const char *modes[] = {"r", "w", "rw", "?"};
  char name[64], target[4096];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(name, target, sizeof target - 1);
  target[length < 0 ? 0 : length] = 0;
  int flags = fcntl(fd, F_GETFL);
  printf("fd %d %s%s%s%s %s %s\n", fd, modes[flags & O_ACCMODE], flags & O_APPEND ? "+append" : "",
         flags & O_NONBLOCK ? "+nonblock" : "", fcntl(fd, F_GETFD) & FD_CLOEXEC ? "+cloexec" : "",
         type_of(fd), target);
}

int main(void) {
  DIR *directory = opendir("/proc/self/fd");
  if (!directory)
    return 1;
  for (struct dirent *entry; (entry = readdir(directory));) {
    int fd = atoi(entry->d_name);
    if (entry->d_name[0] != '.' && fd != dirfd(directory))
      show(fd);
  }
  closedir(directory);
  return 0;
}
