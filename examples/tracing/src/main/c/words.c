/* Counts the words in a file of the directory "data"; a name with ".." in it would lead out of there.
 * Usage: words NAME */
#include <ctype.h>
#include <stdio.h>

int main(int argc, char **argv) {
  char path[4096];
  int c, words = 0, inside = 0;
  snprintf(path, sizeof path, "data/%s", argc > 1 ? argv[1] : "poem.txt");
  FILE *file = fopen(path, "r");
  if (file == NULL)
    return 1;
  while ((c = getc(file)) != EOF) {
    words += !inside && !isspace(c);
    inside = !isspace(c);
  }
  printf("%d\n", words);
  return 0;
}
