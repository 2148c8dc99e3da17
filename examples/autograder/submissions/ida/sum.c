#include <unistd.h>

/* Sleeps. */
int main(void) {
  sleep(1000);
}
