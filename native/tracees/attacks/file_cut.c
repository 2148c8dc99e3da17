/* Attack 20 again: reaches the limit of a file with one call, and ends as if nothing had been.
 * Usage: file_cut CALL [FILE [SIGNAL [THEN]]]     (default file "cut" in $TMPDIR)
 *   CALL: write, pwrite, writev, pwritev, pwritev2, sendfile, splice, copy_file_range, ftruncate, truncate or fallocate: 12
 *   bytes to a new file; small: two writes of 5 bytes and one of 2; append: the same after O_APPEND; memory: write to
 *   a memfd; thread: write, in a second thread; child: write, in a child; exact: 10 bytes; late: 10 bytes into the middle of
 *   a file that has 20. SIGNAL: default, ignored, blocked. THEN: open, closed, unlinked (and closed), locked (mode 0),
 *   many (opens and closes 300 more), exec (of true).
 * Report: with a limit of 10 bytes OUTPUT_LIMIT, of exact and late OK. Prints "CALL returned N" or the error of each. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LENGTH = 12, FIRST = 5, EXACT = 10, MANY = 300 };

static char text[] = "Hello World!";
static const char *path;
static int fd;

static void tell(const char *how, long result) {
  printf("%s returned %s %ld\n", how, error_name(result < 0 ? errno : 0), result);
  fflush(stdout);
}

static void *write_it(void *unused) {
  tell("write", write(fd, text, LENGTH));
  return unused;
}

static int source(void) {
  return open("/proc/self/exe", O_RDONLY);
}

static int full_pipe(void) {
  int ends[2];
  if (pipe(ends) || write(ends[1], text, LENGTH) != LENGTH)
    exit(3);
  return ends[0];
}

static void small(void) {
  for (int i = 0; i < LENGTH; i += FIRST)
    tell("write", write(fd, text + i, (size_t)(LENGTH - i < FIRST ? LENGTH - i : FIRST)));
}

static void in_a_thread(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, write_it, NULL))
    exit(3);
  pthread_join(thread, NULL);
}

static void in_a_child(void) {
  pid_t child = fork();
  if (child == 0) {
    write_it(NULL);
    _exit(0);
  }
  waitpid(child, NULL, 0);
}

static void call(const char *how) {
  struct iovec parts[2] = {{text, 4}, {text + 4, LENGTH - 4}};
  if (!strcmp(how, "write"))
    write_it(NULL);
  else if (!strcmp(how, "pwrite"))
    tell(how, pwrite(fd, text, LENGTH, 0));
  else if (!strcmp(how, "writev"))
    tell(how, writev(fd, parts, 2));
  else if (!strcmp(how, "pwritev"))
    tell(how, pwritev(fd, parts, 2, 0));
  else if (!strcmp(how, "pwritev2"))
    tell(how, pwritev2(fd, parts, 2, 0, 0));
  else if (!strcmp(how, "sendfile"))
    tell(how, sendfile(fd, source(), NULL, LENGTH));
  else if (!strcmp(how, "splice"))
    tell(how, splice(full_pipe(), NULL, fd, NULL, LENGTH, 0));
  else if (!strcmp(how, "copy_file_range"))
    tell(how, copy_file_range(source(), NULL, fd, NULL, LENGTH, 0));
  else if (!strcmp(how, "ftruncate"))
    tell(how, ftruncate(fd, LENGTH));
  else if (!strcmp(how, "truncate"))
    tell(how, truncate(path, LENGTH));
  else if (!strcmp(how, "fallocate"))
    tell(how, fallocate(fd, 0, 0, LENGTH));
  else if (!strcmp(how, "small") || !strcmp(how, "append"))
    small();
  else if (!strcmp(how, "thread"))
    in_a_thread();
  else if (!strcmp(how, "child"))
    in_a_child();
  else if (!strcmp(how, "exact"))
    tell(how, write(fd, text, EXACT));
  else if (!strcmp(how, "late"))
    tell(how, pwrite(fd, text, FIRST, EXACT - FIRST));
  else if (!strcmp(how, "memory"))
    write_it(NULL);
  else
    exit(2);
}

static void set_signal(const char *how) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGXFSZ);
  if (!strcmp(how, "ignored"))
    signal(SIGXFSZ, SIG_IGN);
  if (!strcmp(how, "blocked"))
    sigprocmask(SIG_BLOCK, &set, NULL);
}

static void open_many(void) {
  char name[4096];
  for (int i = 0; i < MANY; i++) {
    snprintf(name, sizeof name, "%s-%d", path, i);
    int other = open(name, O_WRONLY | O_CREAT, 0600);
    if (other < 0 || write(other, text, EXACT) != EXACT)
      exit(3);
    close(other);
    unlink(name);
  }
}

static void finish(const char *then) {
  if (strcmp(then, "open"))
    close(fd);
  if (!strcmp(then, "unlinked"))
    unlink(path);
  if (!strcmp(then, "locked"))
    chmod(path, 0);
  if (!strcmp(then, "many"))
    open_many();
  if (!strcmp(then, "exec"))
    execlp("true", "true", NULL);
}

int main(int argc, char **argv) {
  static char standard[4096];
  const char *how = argc > 1 ? argv[1] : "write";
  snprintf(standard, sizeof standard, "%s/cut", getenv("TMPDIR"));
  path = argc > 2 ? argv[2] : standard;
  set_signal(argc > 3 ? argv[3] : "default");
  int flags = O_RDWR | O_CREAT | (strcmp(how, "append") ? 0 : O_APPEND) | (strcmp(how, "late") ? O_TRUNC : 0);
  fd = strcmp(how, "memory") ? open(path, flags, 0600) : memfd_create("cut", 0);
  if (fd < 0)
    return 2;
  call(how);
  finish(argc > 4 ? argv[4] : "open");
  return 0;
}
