/* Attack 20: writes files until somebody stops it.
 * Usage: file_flood [HOW] [DIRECTORY] [N]     (default big $TMPDIR; without: exit 2)
 *   big: one file of N MiB (default 256); ignored, blocked: the same, SIGXFSZ ignored or blocked; unlinked: the same,
 *   without a name from its start; nameless: the same, which never had one (O_TMPFILE); once: a single write of 1 MiB, however much of it is taken; many: N files of 1 MiB
 *   (default 256); sparse: a file of N GiB of nothing (default 1024) with one byte at its start; empty: N empty files
 *   (default 10000). The files, "flood" and "flood-0" and on, stay.
 * Report: OUTPUT_LIMIT, or SIGXFSZ by the limit on a file (cut there exactly), also when ignored or blocked.
 *   Prints "write ERROR after N bytes files F", ERROR EFBIG, ENOSPC, … or none. Ends itself after 20 s (SIGALRM). */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include "../error_name.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MIB = 1 << 20 };

static long long bytes;
static long files;

static int create(long number) {
  char name[32] = "flood";
  if (number >= 0)
    snprintf(name, sizeof name, "flood-%ld", number);
  int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  files += fd >= 0;
  return fd;
}

/* Returns 0, or the error that stopped it. */
static int fill(int fd, long mib) {
  static char block[MIB];
  long long end = bytes + (long long)mib * MIB;
  memset(block, 'f', sizeof block);
  while (bytes < end) {
    ssize_t put = write(fd, block, MIB);
    if (put < 0)
      return errno;
    bytes += put;
  }
  return 0;
}

static int fill_one(const char *how, long mib) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGXFSZ);
  if (!strcmp(how, "ignored"))
    signal(SIGXFSZ, SIG_IGN);
  if (!strcmp(how, "blocked"))
    sigprocmask(SIG_BLOCK, &set, NULL);
  int fd = strcmp(how, "nameless") ? create(-1) : open(".", O_RDWR | O_TMPFILE, 0600);
  if (!strcmp(how, "unlinked"))
    unlink("flood");
  return fd < 0 ? errno : fill(fd, mib);
}

static int write_once(void) {
  static char block[MIB];
  int fd = create(-1);
  ssize_t put = write(fd, block, MIB);
  bytes += put < 0 ? 0 : put;
  return put < 0 ? errno : 0;
}

static int make_sparse(long gib) {
  int fd = create(-1);
  if (fd < 0 || write(fd, "s", 1) != 1 || ftruncate(fd, (off_t)gib << 30))
    return errno;
  bytes = (long long)gib << 30;
  return 0;
}

static int make_many(long count, long mib) {
  int error = 0;
  for (long i = 0; i < count && error == 0; i++) {
    int fd = create(i);
    error = fd < 0 ? errno : fill(fd, mib);
    close(fd);
  }
  return error;
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "big", *directory = argc > 2 ? argv[2] : getenv("TMPDIR");
  long count = argc > 3 ? atol(argv[3]) : 0;
  int error;
  alarm(20);
  if (directory == NULL || chdir(directory))
    return 2;
  if (!strcmp(how, "sparse"))
    error = make_sparse(count ? count : 1024);
  else if (!strcmp(how, "once"))
    error = write_once();
  else if (!strcmp(how, "many"))
    error = make_many(count ? count : 256, 1);
  else if (!strcmp(how, "empty"))
    error = make_many(count ? count : 10000, 0);
  else
    error = fill_one(how, count ? count : 256);
  printf("write %s after %lld bytes files %ld\n", error_name(error), bytes, files);
  return 0;
}
