/* Works with memory and threads; built with a sanitizer it reserves terabytes of address space before that.
 * Usage: sanitized [overflow|race]
 *   NAME-asan is built with AddressSanitizer, NAME-tsan with ThreadSanitizer. overflow: writes behind a block of
 *   memory; race: two threads write to a variable at once.
 * Report: OK, also when resident memory is limited: prints "sum 4000". What a sanitizer finds is its own report on
 *   stderr and its own exit code, 1 or 66; without one overflow and race are not noticed. Ends itself with SIGALRM
 *   after 20 s. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THREADS = 4, TURNS = 1000, SIZE = 1 << 16 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int races;
static long sum;

static void *work(void *unused) {
  for (int i = 0; i < TURNS; i++) {
    char *block = malloc(SIZE / 16);
    memset(block, i, SIZE / 16);
    if (!races)
      pthread_mutex_lock(&lock);
    sum += block[0] == (char)i;
    if (!races)
      pthread_mutex_unlock(&lock);
    free(block);
  }
  return unused;
}

int main(int argc, char **argv) {
  pthread_t threads[THREADS];
  size_t size = argc > 1 && !strcmp(argv[1], "overflow") ? SIZE + 1 : SIZE;
  races = argc > 1 && !strcmp(argv[1], "race");
  alarm(20);
  volatile char *block = malloc(SIZE);
  for (size_t i = 0; i < size; i++)
    block[i] = 1;
  free((void *)block);
  for (int i = 0; i < THREADS; i++)
    if (pthread_create(&threads[i], NULL, work, NULL))
      return 3;
  for (int i = 0; i < THREADS; i++)
    pthread_join(threads[i], NULL);
  printf("sum %ld\n", sum);
  return 0;
}
