#include <stdio.h>
#include <unistd.h>

/* Ends well, but leaves a daemon behind, in a session of its own. */
int main(void) {
  pid_t child = fork();
  if (child < 0) {
    perror("fork");
    return 1;
  }
  if (child == 0) {
    setsid();
    for (;;) {
      pause();
    }
  }
  puts("all done");
  return 0;
}
