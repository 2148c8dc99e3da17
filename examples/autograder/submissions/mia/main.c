#include <stdio.h>
#include "add.h"

int main(void) {
  long long a, b;
  scanf("%lld%lld", &a, &b);
  printf("  %lld  ", add(a, b));
}
