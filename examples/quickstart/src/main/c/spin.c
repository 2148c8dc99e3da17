/* Waits for something that never happens. */
int main(void) {
  volatile int done = 0;
  while (!done) {
  }
  return 0;
}
