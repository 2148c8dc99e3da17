/* Attack 39: reaches files, memory and environments by the names that /proc has for them.
 * Usage: proc_tricks PID FILE     (a process outside, and the absolute path of a file that is secret)
 * Report: OK, one line each: "NAME RESULT", RESULT ok or the name of the error. Of other processes and of the secret
 *   nothing is ok. own_text writes to its own code, which is a right of every program. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void tell(const char *name, long result) { printf("%s %s\n", name, result < 0 ? error_name(errno) : "ok"); }

/* Whether a byte of it is read: to open a directory's file says nothing yet. */
static long taken(const char *path) {
  char byte;
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return fd;
  long result = read(fd, &byte, 1);
  close(fd);
  return result;
}

static void of_process(const char *pid) {
  static const char *const readable[] = {"environ", "maps", "auxv", "smaps", "stack", "syscall", "pagemap", "io"};
  static const char *const ways[] = {"fd/0", "fd/1", "root/etc/passwd", "cwd/pom.xml", "exe", "ns/pid"};
  char path[PATH_MAX], name[64];
  for (size_t i = 0; i < sizeof readable / sizeof *readable; i++) {
    snprintf(path, sizeof path, "/proc/%s/%s", pid, readable[i]);
    tell(readable[i], taken(path));
  }
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    snprintf(path, sizeof path, "/proc/%s/%s", pid, ways[i]);
    tell(ways[i], open(path, O_RDONLY | O_NONBLOCK));
    snprintf(path, sizeof path, "/proc/%s/task/%s/%s", pid, pid, ways[i]);
    snprintf(name, sizeof name, "task/%s", ways[i]);
    tell(name, open(path, O_RDONLY | O_NONBLOCK));
  }
  snprintf(path, sizeof path, "/proc/%s/mem", pid);
  tell("mem", open(path, O_RDONLY));
  tell("mem_written", open(path, O_WRONLY));
  snprintf(path, sizeof path, "/proc/%s/oom_score_adj", pid);
  tell("oom_score_adj", open(path, O_WRONLY));
  snprintf(path, sizeof path, "/proc/%s/coredump_filter", pid);
  tell("coredump_filter", open(path, O_WRONLY));
}

static void of_file(const char *secret) {
  static const char *const ways[] = {"/proc/self/root%s", "/proc/thread-self/root%s", "/proc/self/cwd/../../../../../../../../..%s",
                                     "/proc/self/task/../root%s", "/proc/1/root%s", "/proc/self/fd/../root/%s"};
  char path[PATH_MAX];
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    snprintf(path, sizeof path, ways[i], secret);
    char name[32];
    snprintf(name, sizeof name, "secret_%zu", i);
    tell(name, taken(path));
  }
}

static __attribute__((noinline)) int answer(void) {
  volatile int value = 1;
  return value;
}

static void of_itself(void) {
  unsigned char byte = *(volatile unsigned char *)(uintptr_t)answer;
  int fd = open("/proc/self/mem", O_RDWR);
  tell("own_text", fd < 0 ? fd : pwrite(fd, &byte, 1, (off_t)(uintptr_t)answer));
}

int main(int argc, char **argv) {
  if (argc < 3)
    return 2;
  of_process(argv[1]);
  of_file(argv[2]);
  of_itself();
  return 0;
}
