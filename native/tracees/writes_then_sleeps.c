/* Prints "ready", flushes it, and waits for ever.
 * Usage: writes_then_sleeps [TEXT]     (default ready)
 * Report: whatever ends it, with "ready\n" captured. */
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv) {
  puts(argc > 1 ? argv[1] : "ready");
  fflush(stdout);
  for (;;)
    pause();
}
