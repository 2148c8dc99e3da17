/* Copies stdin to stdout.
 * Usage: cat [BUFFER_SIZE]     (default 65536 bytes)
 * Report: OK; stdout is byte for byte stdin. Exit 1 when reading, 2 when writing fails. */
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  size_t size = argc > 1 ? (size_t)atol(argv[1]) : 65536;
  char *buffer = malloc(size);
  ssize_t got = 0;
  while (buffer && (got = read(0, buffer, size)) > 0)
    for (ssize_t done = 0, put; done < got; done += put)
      if ((put = write(1, buffer + done, (size_t)(got - done))) < 0)
        return 2;
  return buffer && got == 0 ? 0 : 1;
}
