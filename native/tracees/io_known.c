/* Reads and writes a known number of bytes.
 * Usage: io_known READ WRITE [IN] [OUT]     (default IN /dev/zero, OUT /dev/null; - is stdin, stdout)
 *   In calls of at most 4096 bytes. OUT is created when it does not exist.
 * Report: OK; READ bytes read and WRITE written, but for what its loader reads (nothing when static).
 *   Prints nothing. Exit 1: an end of file came too early, or a write failed. Ends itself with SIGALRM after 20 s. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char block[4096];

static size_t next(long long left) {
  return left < (long long)sizeof block ? (size_t)left : sizeof block;
}

static int open_for(const char *name, int own, int flags) {
  return strcmp(name, "-") ? open(name, flags, 0600) : own;
}

int main(int argc, char **argv) {
  if (argc < 3)
    return 2;
  int in = open_for(argc > 3 ? argv[3] : "/dev/zero", 0, O_RDONLY);
  int out = open_for(argc > 4 ? argv[4] : "/dev/null", 1, O_WRONLY | O_CREAT | O_TRUNC);
  long long reading = atoll(argv[1]), writing = atoll(argv[2]);
  alarm(20);
  while (reading > 0) {
    ssize_t got = read(in, block, next(reading));
    if (got <= 0)
      return 1;
    reading -= got;
  }
  memset(block, 'w', sizeof block);
  while (writing > 0) {
    ssize_t put = write(out, block, next(writing));
    if (put < 0)
      return 1;
    writing -= put;
  }
  return 0;
}
