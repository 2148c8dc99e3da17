/* Prints argc, then the bytes of every argument in hex, one argument a line (argv[0] too).
 * Usage: echo_args [ARGUMENT…]
 * Report: OK. For `echo_args aé ""` the lines are "argc 3", "0 2e2f…", "1 61c3a9", "2 ". */
#include <stdio.h>

int main(int argc, char **argv) {
  printf("argc %d\n", argc);
  for (int i = 0; i < argc; i++) {
    printf("%d ", i);
    for (const char *byte = argv[i]; *byte; byte++)
      printf("%02x", (unsigned)(unsigned char)*byte);
    printf("\n");
  }
  return 0;
}
