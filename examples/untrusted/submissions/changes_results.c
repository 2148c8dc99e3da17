/* Writes what it would like to have achieved over the file it is given. */
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv) {
  FILE *results = fopen(argv[argc - 1], "w");
  if (results != NULL) fputs("100 points\n", results);
  return unlink(argv[argc - 1]) == 0 ? 0 : 3;
}
