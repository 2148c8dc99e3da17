/* Attack 1: computes for ever, without a system call.
 * Usage: cpu_user
 * Report: TIME_LIMIT (cpu), nearly all of it user time. Ends itself with SIGALRM after 20 s. */
#include <unistd.h>

int main(void) {
  alarm(20);
  for (volatile unsigned long turns = 0;; turns++)
    continue;
}
