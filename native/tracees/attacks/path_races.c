/* Opens a file for reading again and again, while something else swaps what its path leads to with another file.
 * Usage: path_races thread|process|how|link|directory TRIES MINE OTHER, two paths of files of the same name
 *   thread, process  another thread, or a process with the same memory, writes the paths over each other
 *   how              the same in a call of openat2(2), whose flags change as well
 *   link, directory  a link, or a directory, in the working directory is exchanged for one that leads to the other file
 * Report: OK. Prints how often each file was read. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <libgen.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_openat2
#define SYS_openat2 437
#endif

enum { EXCHANGE = 2 /* RENAME_EXCHANGE */, STACK = 65536 };

static volatile char path[4096];
static struct {
  volatile uint64_t flags, mode, resolve;
} how;
static char **names;
static volatile int over;
static _Alignas(16) char stack[STACK];

static int swap_names(void *unused) {
  (void)unused;
  while (!over)
    for (int i = 0; i < 2; i++) {
      how.flags = i == 0 ? O_RDONLY : O_RDONLY | O_CLOEXEC;
      for (size_t at = 0; at <= strlen(names[i]); at++)
        path[at] = names[i][at];
    }
  return 0;
}

static void *swap_in_thread(void *unused) {
  swap_names(unused);
  return NULL;
}

/* Until it is killed: the one place leads to the first file, the other to the second, in turn. */
static int swap_places(void *unused) {
  (void)unused;
  while (!over)
    syscall(SYS_renameat2, AT_FDCWD, "place", AT_FDCWD, "other-place", EXCHANGE);
  return 0;
}

static const char *prepare(int is_link) {
  static char name[4096];

  if (is_link)
    return symlink(names[0], "place") == 0 && symlink(names[1], "other-place") == 0 ? "place" : NULL;
  char first[4096], second[4096];
  snprintf(first, sizeof first, "%s", names[0]);
  snprintf(second, sizeof second, "%s", names[1]);
  snprintf(name, sizeof name, "place/%s", basename(names[0]));
  char *mine = dirname(first), *other = dirname(second);
  return symlink(mine, "place") == 0 && symlink(other, "other-place") == 0 ? name : NULL;
}

static int open_once(int by_how) {
  return by_how ? (int)syscall(SYS_openat2, AT_FDCWD, (const char *)path, &how, sizeof how)
                : open((const char *)path, O_RDONLY);
}

static void count(int fd, int read_so_far[2]) {
  struct stat mine, got;
  char byte;

  if (read(fd, &byte, 1) == 1 && stat(names[0], &mine) == 0 && fstat(fd, &got) == 0)
    read_so_far[mine.st_ino != got.st_ino]++;
  close(fd);
}

int main(int argc, char **argv) {
  int so_far[2] = {0, 0};
  pthread_t thread;
  pid_t child = 0;

  if (argc < 5)
    return 2;
  names = argv + 3;
  int is_place = strcmp(argv[1], "link") == 0 || strcmp(argv[1], "directory") == 0;
  const char *first = is_place ? prepare(strcmp(argv[1], "link") == 0) : names[0];
  if (first == NULL)
    return 3;
  strcpy((char *)path, first);
  if (is_place || strcmp(argv[1], "process") == 0)
    child = clone(is_place ? swap_places : swap_names, stack + STACK, CLONE_VM | SIGCHLD, NULL);
  else if (pthread_create(&thread, NULL, swap_in_thread, NULL) != 0)
    return 4;
  if (child < 0)
    return 5;
  for (int left = atoi(argv[2]); left > 0; left--) {
    int fd = open_once(strcmp(argv[1], "how") == 0);
    if (fd >= 0)
      count(fd, so_far);
  }
  over = 1;
  if (child > 0)
    waitpid(child, NULL, 0);
  else
    pthread_join(thread, NULL);
  printf("%d %d\n", so_far[0], so_far[1]);
  return 0;
}
