/* Waits for ever, without using the processor.
 * Usage: pause
 * Report: TIME_LIMIT (wall) with next to no processor time, or the signal that a test sends. */
#include <unistd.h>

int main(void) {
  for (;;)
    pause();
}
