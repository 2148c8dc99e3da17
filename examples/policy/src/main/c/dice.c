/* Throws six dice, and says when. */
#include <stdio.h>
#include <sys/random.h>
#include <time.h>

int main(void) {
  unsigned char dice[6];
  time_t now = time(NULL);
  if (getrandom(dice, sizeof dice, 0) != sizeof dice)
    return 1;
  printf("%s", asctime(gmtime(&now)));
  for (int i = 0; i < 6; i++)
    printf("%d%c", dice[i] % 6 + 1, i < 5 ? ' ' : '\n');
  return 0;
}
