/* Reads a byte from a descriptor that it was given, or that it opens and copies itself.
 * Usage: descriptors NUMBER | descriptors FILE */
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  char byte;
  if (argc != 2)
    return 2;
  int fd = atoi(argv[1]);
  if (!isdigit((unsigned char)argv[1][0])) {
    int first = open(argv[1], O_RDONLY);
    fd = dup(first);
    close(first);
  }
  if (read(fd, &byte, 1) != 1) {
    perror("read");
    return 1;
  }
  printf("%c\n", byte);
  return 0;
}
