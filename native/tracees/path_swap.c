/* Opens a file for writing again and again and writes to it, while another thread swaps its name in memory.
 * Usage: path_swap ROUNDS MINE OTHER, two paths of the same length
 * Report: without a rule OK, and both files written. Prints how often each was opened. */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[4096];
static atomic_int over;
static char **names;

static void *swap(void *unused) {
  while (!over)
    for (int i = 2; i < 4; i++)
      for (size_t at = 0; at <= strlen(names[i]); at++)
        ((volatile char *)path)[at] = names[i][at];
  return unused;
}

int main(int argc, char **argv) {
  pthread_t thread;
  int opened[2] = {0, 0};

  if (argc < 4)
    return 2;
  names = argv;
  strcpy(path, argv[2]);
  if (pthread_create(&thread, NULL, swap, NULL) != 0)
    return 3;
  for (int left = atoi(argv[1]); left > 0; left--) {
    struct stat mine, got;
    int fd = open(path, O_WRONLY);
    if (fd < 0)
      continue;
    int other = stat(argv[2], &mine) == 0 && fstat(fd, &got) == 0 && mine.st_ino != got.st_ino;
    opened[other]++;
    if (write(fd, "x", 1) != 1)
      return 4;
    close(fd);
  }
  over = 1;
  pthread_join(thread, NULL);
  printf("%d %d\n", opened[0], opened[1]);
  return 0;
}
