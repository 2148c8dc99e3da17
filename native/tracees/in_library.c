/* Comes to its end somewhere in the C library, called from a function of its own.
 * Usage: in_library assert|fill|deadlock|sleep|read
 *   assert: a failed assertion; fill: memset at an address that is none; deadlock: locks a mutex twice; sleep: sleeps;
 *   read: waits for a line on standard input.
 * Report: of assert and fill RUNTIME_ERROR, of the others TIME_LIMIT or IDLE; the function culprit() as the caller. */
#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

__attribute__((noinline)) static void culprit(const char *how, void *nowhere) {
  char line[16];
  if (!strcmp(how, "assert"))
    assert(how == NULL);
  if (!strcmp(how, "fill"))
    memset(nowhere, 1, 1000 + (size_t)nowhere);
  if (!strcmp(how, "deadlock")) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_lock(&mutex);
  }
  if (!strcmp(how, "sleep"))
    sleep(60);
  if (!strcmp(how, "read") && fgets(line, sizeof line, stdin) != NULL)
    puts(line);
  puts("over");
}

int main(int argc, char **argv) {
  if (argc > 1)
    culprit(argv[1], (void *)(size_t)argc);
  return 0;
}
