/* Crashes in a function whose name was stripped away, right behind one that others may call and that has kept its name.
 * Linked with -rdynamic -s. Usage: stripped
 * Report: RUNTIME_ERROR, SIGSEGV at a place without a name, called from known() and main(). */

int known(int depth);
static void hidden(void);

int known(int depth) {
  if (depth > 0)
    return known(depth - 1);
  hidden();
  return 0;
}

static void hidden(void) {
  *(volatile int *)8 = 1;
}

int main(void) {
  return known(1);
}
