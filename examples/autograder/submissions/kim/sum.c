#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Fills the disk, wherever it can write, and computes then. */
int main(void) {
  static char block[1 << 20];
  char name[4096];
  const char *places[] = {".", "/tmp", "/var/tmp", "/dev/shm", getenv("TMPDIR")};
  for (int place = 0; place < 5; place++) {
    for (int i = 0; i < 1000; i++) {
      snprintf(name, sizeof name, "%s/filled-%d", places[place], i);
      int file = open(name, O_CREAT | O_WRONLY, 0600);
      if (file < 0) break;
      while (write(file, block, sizeof block) > 0) {}
      close(file);
    }
  }
  puts("3");
}
