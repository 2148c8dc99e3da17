/* Does integer work in user mode without system calls: N rounds of a xorshift generator.
 * Usage: compute [N]     (default 100000000)
 * Report: OK; prints "rounds N result R elapsed_ns T", R the same everywhere. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  long count = argc > 1 ? atol(argv[1]) : 100000000;
  struct timespec start, end;
  uint64_t state = 88172645463325252u;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (long i = 0; i < count; i++) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("rounds %ld result %llu elapsed_ns %lld\n", count, (unsigned long long)state,
         (end.tv_sec - start.tv_sec) * 1000000000LL + (end.tv_nsec - start.tv_nsec));
  return 0;
}
