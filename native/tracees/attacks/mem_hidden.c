/* Attack 15: memory that is in nobody's page tables.
 * Usage: mem_hidden [memfd|devshm|sysv|segments|pipes] [MIB] [MILLIS]     (default memfd 64 100)
 *   memfd: a file in memory, written, never mapped; devshm: the same in /dev/shm, without a name; sysv: a segment
 *   that is attached but not touched there, and goes with its last process; segments: as sysv, but MiB by MiB, so
 *   that it never has more than one in its page tables; pipes: data that nobody reads, as much as the host allows.
 *   Keeps it for MILLIS.
 * Report: MEMORY_LIMIT (sysv, while it fills it) or OUTPUT_LIMIT (memfd, devshm under a limit on a file), or OK where
 *   nothing is said to count it: prints "hidden N MiB resident R MiB" with N what is held (pipes: maybe less than
 *   MIB), R its own resident memory. Exit 3: not to be had here.
 *   Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MIB = 1 << 20 };
static char block[MIB];

static size_t fill_file(int fd, size_t mib) {
  size_t held = 0;
  while (held < mib * MIB) {
    ssize_t put = write(fd, block, MIB);
    if (put < 0)
      exit(3);
    held += (size_t)put;
  }
  return held;
}

static size_t fill_memfd(size_t mib) {
  return fill_file((int)syscall(SYS_memfd_create, "hidden", 0), mib);
}

static size_t fill_devshm(size_t mib) {
  char name[] = "/dev/shm/mem_hidden-XXXXXX";
  int fd = mkstemp(name);
  unlink(name);
  return fill_file(fd, mib);
}

/* Attached twice and touched through the first only: marked as removed, it lives as long as the second. */
static size_t fill_sysv(size_t mib) {
  int id = shmget(IPC_PRIVATE, mib * MIB, IPC_CREAT | 0600);
  char *first = shmat(id, NULL, 0), *second = shmat(id, NULL, 0);
  shmctl(id, IPC_RMID, NULL);
  if (first == (char *)-1 || second == (char *)-1)
    exit(3);
  memset(first, 0x5a, mib * MIB);
  shmdt(first);
  return mib * MIB;
}

static size_t fill_segments(size_t mib) {
  for (size_t i = 0; i < mib; i++)
    fill_sysv(1);
  return mib * MIB;
}

static size_t fill_pipes(size_t mib) {
  size_t held = 0;
  ssize_t put;
  int ends[2];
  while (held < mib * MIB && pipe2(ends, O_NONBLOCK) == 0) {
    fcntl(ends[1], F_SETPIPE_SZ, MIB);
    while (held < mib * MIB && (put = write(ends[1], block, MIB)) > 0)
      held += (size_t)put;
  }
  return held;
}

static size_t resident(FILE *file) {
  size_t virtual, pages = 0;
  if (file == NULL || fscanf(file, "%zu %zu", &virtual, &pages) != 2)
    exit(1);
  return pages * (size_t)sysconf(_SC_PAGESIZE);
}

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    size_t (*fill)(size_t);
  } ways[] = {{"memfd", fill_memfd},
              {"devshm", fill_devshm},
              {"sysv", fill_sysv},
              {"segments", fill_segments},
              {"pipes", fill_pipes}};
  size_t mib = argc > 2 ? (size_t)atol(argv[2]) : 64, held = 0;
  FILE *statm = fopen("/proc/self/statm", "r"); /* read later, when no more files may be opened */
  alarm(20);
  memset(block, 0x5a, sizeof block);
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
    if (!strcmp(ways[i].name, argc > 1 ? argv[1] : "memfd"))
      held = ways[i].fill(mib);
  usleep((useconds_t)(1000 * (argc > 3 ? atoi(argv[3]) : 100)));
  printf("hidden %zu MiB resident %zu MiB\n", held / MIB, resident(statm) / MIB);
  return 0;
}
