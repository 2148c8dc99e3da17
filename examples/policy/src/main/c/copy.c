/* Writes a file, then reads another; or reads first, and writes what it knows then.
 * Usage: copy SECRET TARGET [secret-first] */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static char text[64] = "nothing\n";

static int load(const char *path) {
  int fd = open(path, O_RDONLY);
  return fd < 0 || read(fd, text, sizeof text - 1) < 0 || close(fd) < 0;
}

static int save(const char *path) {
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (fd < 0) {
    perror(path);
    return 1;
  }
  return write(fd, text, 1) < 0 || close(fd) < 0;
}

int main(int argc, char **argv) {
  if (argc < 3)
    return 2;
  return argc > 3 ? load(argv[1]) || save(argv[2]) : save(argv[2]) || load(argv[1]);
}
