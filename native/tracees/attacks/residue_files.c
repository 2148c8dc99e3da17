/* Attack 46: leaves files in its private directory on which one that reads or removes them would hang, err or give up.
 * Usage: residue_files [DEPTH]     (default 5000)
 * Report: OK; nobody follows, opens or waits for what it left, and all of it is removed. Prints "made N", of the kinds:
 *   a FIFO, a socket, a device (root alone), symbolic links to a file, to / and to themselves, a directory without any
 *   permission with a file in it, directories DEPTH deep, names with a newline, an escape sequence and no UTF-8, a file
 *   without permissions, hard links. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

static int made;

static void count(long result) { made += result >= 0; }

static long file(const char *name, mode_t mode) {
  int fd = open(name, O_CREAT | O_WRONLY | O_EXCL, mode);
  if (fd >= 0)
    close(fd);
  return fd;
}

static long local_socket(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
  return bind(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&address, sizeof address);
}

static long closed_directory(void) {
  if (mkdir("closed", 0700) || file("closed/file", 0600) < 0 || mkdir("closed/below", 0700))
    return -1;
  return chmod("closed/below", 0) || chmod("closed", 0) ? -1 : 0;
}

static long deep(int depth) {
  int top = open(".", O_RDONLY | O_DIRECTORY);
  long result = 0;
  for (int i = 0; i < depth && result == 0; i++)
    result = mkdir("deeper", 0700) || chdir("deeper") ? -1 : 0;
  return fchdir(top) ? -1 : result;
}

int main(int argc, char **argv) {
  if (chdir(getenv("TMPDIR")))
    return 2;
  count(mkfifo("fifo", 0600));
  count(local_socket());
  count(mknod("device", S_IFCHR | 0600, makedev(1, 5)));
  count(symlink("/etc/passwd", "to-passwd"));
  count(symlink("/", "to-root"));
  count(symlink("loop", "loop"));
  count(closed_directory());
  count(deep(argc > 1 ? atoi(argv[1]) : 5000));
  count(file("a\nb", 0600));
  count(file("\033[2Jx", 0600));
  count(file("\xff\xfe", 0600));
  count(file(" -rf *", 0600));
  count(file("closed-file", 0));
  count(link("closed-file", "linked"));
  printf("made %d\n", made);
  return 0;
}
