/* Leaves a mark in the directory itself that TMPDIR names, without anything in it; or looks for marks.
 * Usage: leave_mark nothing|attribute|acl|flags|times|access|size|generation|mode|look
 * Report: OK. "look" prints "attributes N flags 0xF size S old|new generation 42|other mode M"; the others print nothing,
 * or "cannot: REASON" where the file system has no such mark. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { MANY = 3000, YEAR_2000 = 946684800, GENERATION = 42 };

/* The default list u::rwx, u:12345:rwx, g::---, m::rwx, o::---, see acl(5). */
static const unsigned char list[] = {2, 0, 0, 0, 1, 0, 7, 0, 255, 255, 255, 255, 2, 0, 7, 0, 0x39, 0x30, 0, 0, 4, 0,
                                     0, 0, 255, 255, 255, 255, 16, 0, 7, 0, 255, 255, 255, 255, 32, 0, 0, 0, 255,
                                     255, 255, 255};

static int grow(void) {
  char name[256];
  for (int i = 0; i < MANY; i++) {
    snprintf(name, sizeof name, "%0240d", i);
    close(open(name, O_CREAT | O_WRONLY, 0600));
  }
  for (int i = 0; i < MANY; i++) {
    snprintf(name, sizeof name, "%0240d", i);
    unlink(name);
  }
  return 0;
}

static int leave(const char *what, const char *path, int fd) {
  struct timespec first[] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = 1}}, read[] = {{.tv_sec = 1}, {.tv_nsec = UTIME_OMIT}};
  int flags = 0, generation = GENERATION;
  if (strcmp(what, "attribute") == 0)
    return setxattr(path, "user.answer", "42", 2, 0);
  if (strcmp(what, "acl") == 0)
    return setxattr(path, "system.posix_acl_default", list, sizeof list, 0);
  if (strcmp(what, "times") == 0)
    return futimens(fd, first);
  if (strcmp(what, "access") == 0)
    return futimens(fd, read);
  if (strcmp(what, "size") == 0)
    return grow();
  if (strcmp(what, "generation") == 0)
    return ioctl(fd, FS_IOC_SETVERSION, &generation);
  if (strcmp(what, "mode") == 0)
    return chmod(path, 01770);
  if (strcmp(what, "flags") == 0)
    return ioctl(fd, FS_IOC_GETFLAGS, &flags) < 0 || (flags |= FS_NODUMP_FL, ioctl(fd, FS_IOC_SETFLAGS, &flags));
  return 0;
}

static void look(const char *path, int fd) {
  struct stat found;
  int flags = 0, generation = 0;
  fstat(fd, &found);
  ioctl(fd, FS_IOC_GETFLAGS, &flags);
  ioctl(fd, FS_IOC_GETVERSION, &generation);
  printf("attributes %zd flags %#x size %lld %s generation %s mode %o\n", listxattr(path, NULL, 0), flags,
         (long long)found.st_size, found.st_mtime < YEAR_2000 || found.st_atime < YEAR_2000 ? "old" : "new",
         generation == GENERATION ? "42" : "other", found.st_mode & 07777);
}

int main(int argc, char **argv) {
  const char *path = getenv("TMPDIR");
  int fd = open(path, O_RDONLY | O_DIRECTORY);
  if (argc < 2 || fd < 0 || chdir(path) < 0)
    return 1;
  if (strcmp(argv[1], "look") == 0)
    look(path, fd);
  else if (leave(argv[1], path, fd) != 0)
    printf("cannot: %s\n", strerror(errno));
  return 0;
}
