#include <stdio.h>

/* Counts, which takes for ever where the numbers are large. */
int main(void) {
  volatile long long a, b;
  scanf("%lld %lld", &a, &b);
  for (; b > 0; b--) a++;
  for (; b < 0; b++) a--;
  printf("%lld\n", a);
}
