/* Writes exactly BYTES bytes (a-z over and over) to stdout, then exits 0.
 * Usage: write_exact BYTES [BYTES_ON_STDERR]
 * Report: OK; BYTES bytes captured, also when that is exactly the cap. Exit 3 when a write fails. */
#include <stdlib.h>
#include <unistd.h>

static int put(int fd, long bytes) {
  char letters[4096];
  for (long done = 0; done < bytes;) {
    size_t size = 0;
    while (size < sizeof letters && done + (long)size < bytes) {
      letters[size] = (char)('a' + (done + (long)size) % 26);
      size++;
    }
    ssize_t put = write(fd, letters, size);
    if (put < 0)
      return 3;
    done += put;
  }
  return 0;
}

int main(int argc, char **argv) {
  int failed = argc > 1 ? put(1, atol(argv[1])) : 2;
  return failed || argc < 3 ? failed : put(2, atol(argv[2]));
}
