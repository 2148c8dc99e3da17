/* Writes the letters a-z over and over, without buffering of its own.
 * Usage: flood [stdout|stderr|both] [BYTES|endless] [CHUNK]     (default stdout endless 65536)
 *   BYTES counts per stream; CHUNK is the bytes of one write, 1 for one byte at a time.
 * Report: OK when BYTES is below the cap; otherwise OUTPUT_LIMIT with exactly the cap captured:
 *   byte number i of each stream is 'a' + i % 26. Exit 3 when a write fails. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char letters[65536 + 26];

static int put(int fd, unsigned long long from, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t put = write(fd, letters + (from + done) % 26, size - done);
    if (put < 0)
      return -1;
    done += (size_t)put;
  }
  return 0;
}

int main(int argc, char **argv) {
  const char *where = argc > 1 ? argv[1] : "stdout";
  unsigned long long bytes = argc > 2 && strcmp(argv[2], "endless") ? strtoull(argv[2], NULL, 10) : ~0ULL;
  size_t chunk = argc > 3 ? strtoul(argv[3], NULL, 10) : 65536;
  if (chunk == 0 || chunk > 65536)
    return 2;
  for (size_t i = 0; i < sizeof letters; i++)
    letters[i] = (char)('a' + i % 26);
  for (unsigned long long done = 0; done < bytes; done += chunk) {
    size_t size = bytes - done < chunk ? (size_t)(bytes - done) : chunk;
    if (strcmp(where, "stderr") && put(1, done, size))
      return 3;
    if (strcmp(where, "stdout") && put(2, done, size))
      return 3;
  }
  return 0;
}
