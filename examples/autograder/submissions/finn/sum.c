#include <stdio.h>

/* Reads where it should add. */
int main(void) {
  long long a, b, *sum = NULL;
  scanf("%lld %lld", &a, &b);
  *sum = a + b;
  printf("%lld\n", *sum);
}
