/* Says what its stdin, stdout and stderr are.
 * Usage: stdin_mode
 * Report: OK. Lines "fd N MODE TYPE [size S offset O]", or "fd N closed"; MODE r, w or rw by F_GETFL, TYPE pipe,
 *   file, char, socket or other. A descriptor is given with the open mode it needs, whatever the mode bits of the
 *   file are. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *type_of(mode_t mode) {
  if (S_ISFIFO(mode))
    return "pipe";
  if (S_ISREG(mode))
    return "file";
  if (S_ISCHR(mode))
    return "char";
  return S_ISSOCK(mode) ? "socket" : "other";
}

int main(void) {
  static const char *modes[] = {"r", "w", "rw", "?"};
  for (int fd = 0; fd < 3; fd++) {
    struct stat status;
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fstat(fd, &status)) {
      printf("fd %d closed\n", fd);
      continue;
    }
    printf("fd %d %s %s", fd, modes[flags & O_ACCMODE], type_of(status.st_mode));
    if (S_ISREG(status.st_mode))
      printf(" size %lld offset %lld", (long long)status.st_size, (long long)lseek(fd, 0, SEEK_CUR));
    printf("\n");
  }
  return 0;
}
