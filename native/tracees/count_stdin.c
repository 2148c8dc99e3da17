/* Reads stdin to its end and counts.
 * Usage: count_stdin
 * Report: OK; prints "bytes N sum S", S the sum of (position % 251 + 1) * byte, modulo 2^64. Exit 1 when reading
 *   fails. */
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  static unsigned char buffer[65536];
  uint64_t bytes = 0, sum = 0;
  ssize_t got;
  while ((got = read(0, buffer, sizeof buffer)) > 0)
    for (ssize_t i = 0; i < got; i++, bytes++)
      sum += (bytes % 251 + 1) * buffer[i];
  printf("bytes %llu sum %llu\n", (unsigned long long)bytes, (unsigned long long)sum);
  return got < 0;
}
