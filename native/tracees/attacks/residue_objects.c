/* Attack 45: leaves something for the next program in what outlives a process, or looks for it.
 * Usage: residue_objects leave|find KEY FILE     (a number; a file that both may lock)
 * Report: OK, one line each: "NAME RESULT", RESULT ok or the name of the error: whether it was left, or found. What is
 *   left is not found. A lock on FILE goes with its last process. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <fcntl.h>
#include <linux/keyctl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>

static int make;
static key_t key;
static char name[64];
static const char *file;

static long segment(void) { return shmget(key, 4096, make ? IPC_CREAT | 0600 : 0600); }
static long semaphore(void) { return semget(key, 1, make ? IPC_CREAT | 0600 : 0600); }
static long queue(void) { return msgget(key, make ? IPC_CREAT | 0600 : 0600); }
static long posix_queue(void) { return (long)mq_open(name, make ? O_CREAT | O_RDWR : O_RDWR, 0600, NULL); }
static long posix_memory(void) { return shm_open(name, make ? O_CREAT | O_RDWR : O_RDWR, 0600); }

/* Of the session of its user, which all of its processes share. */
static long user_key(void) {
  return make ? syscall(SYS_add_key, "user", name, "x", 1, KEY_SPEC_USER_KEYRING)
              : syscall(SYS_keyctl, KEYCTL_SEARCH, KEY_SPEC_USER_KEYRING, "user", name, 0);
}

static long locked(void) {
  int fd = open(file, O_RDONLY);
  return make ? flock(fd, LOCK_EX | LOCK_NB) : flock(fd, LOCK_EX | LOCK_NB) == 0 ? (errno = ENOENT, -1) : 0;
}

static const struct {
  const char *name;
  long (*attempt)(void);
} attempts[] = {
    {"shm", segment}, {"sem", semaphore}, {"msg", queue}, {"mqueue", posix_queue}, {"posix_shm", posix_memory},
    {"key", user_key}, {"flock", locked},
};

int main(int argc, char **argv) {
  if (argc < 4)
    return 2;
  make = strcmp(argv[1], "leave") == 0;
  key = atoi(argv[2]);
  file = argv[3];
  snprintf(name, sizeof name, "/sandtrap-%d", key);
  for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
    printf("%s %s\n", attempts[i].name, attempts[i].attempt() < 0 ? error_name(errno) : "ok");
  return 0;
}
