/* Starts N threads that each add up a part of the numbers below N * 1000000, and joins them.
 * Usage: threads [N]     (default 4)
 * Report: OK; prints "threads N sum S" with S = n * (n - 1) / 2 for n = N * 1000000. */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { PART = 1000000 };

struct part {
  pthread_t thread;
  uint64_t first, sum;
};

static void *add(void *argument) {
  struct part *part = argument;
  uint64_t sum = 0;
  for (uint64_t i = 0; i < PART; i++)
    sum += part->first + i;
  part->sum = sum;
  return NULL;
}

int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 4;
  struct part *parts = calloc((size_t)count + 1, sizeof *parts);
  uint64_t sum = 0;
  for (int i = 0; parts && i < count; i++) {
    parts[i].first = (uint64_t)i * PART;
    if (pthread_create(&parts[i].thread, NULL, add, &parts[i]))
      return 1;
  }
  for (int i = 0; parts && i < count; i++) {
    pthread_join(parts[i].thread, NULL);
    sum += parts[i].sum;
  }
  printf("threads %d sum %llu\n", count, (unsigned long long)sum);
  return 0;
}
