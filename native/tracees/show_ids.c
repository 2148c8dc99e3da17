/* Prints who it is: process ids, user ids, tracer, filter, privileges.
 * Usage: show_ids
 * Report: OK. Lines "pid N", "ppid N", "pgid N", "sid N", "uid N", "euid N", "gid N", "comm NAME", "pdeathsig N",
 *   "dumpable N", "tty yes|no", and from /proc/self/status "TracerPid:", "NoNewPrivs:", "Seccomp:", "CapEff:".
 *   Under supervision: pid = pgid = sid, no tty, NoNewPrivs 1, Seccomp 2, TracerPid not 0. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static void show_status(void) {
  static const char *wanted[] = {"TracerPid:", "NoNewPrivs:", "Seccomp:", "CapEff:"};
  char line[256];
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof line, status))
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
      if (!strncmp(line, wanted[i], strlen(wanted[i])))
        fputs(line, stdout);
  if (status)
    fclose(status);
}

int main(void) {
  char comm[17] = "";
  int death_signal = -1;
  prctl(PR_GET_NAME, comm);
  prctl(PR_GET_PDEATHSIG, &death_signal);
  printf("pid %d\nppid %d\npgid %d\nsid %d\n", getpid(), getppid(), getpgid(0), getsid(0));
  printf("uid %u\neuid %u\ngid %u\ncomm %s\npdeathsig %d\n", getuid(), geteuid(), getgid(), comm, death_signal);
  printf("dumpable %d\n", prctl(PR_GET_DUMPABLE));
  int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
  printf("tty %s\n", terminal >= 0 ? "yes" : "no");
  show_status();
  return 0;
}
