/* Attack 41: raises the hard limits on its resources, its own and its child's.
 * Usage: raise_limits
 * Report: OK, no limit is raised. One line each: "NAME HOW RESULT", HOW setrlimit or prlimit (of its own process)
 *   or child (its child's, by prlimit), RESULT EPERM, raised, or unlimited: there was nothing to raise. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

static const struct {
  const char *name;
  int resource;
} limits[] = {
    {"fsize", RLIMIT_FSIZE}, {"nofile", RLIMIT_NOFILE}, {"as", RLIMIT_AS},     {"stack", RLIMIT_STACK},
    {"cpu", RLIMIT_CPU},     {"data", RLIMIT_DATA},     {"nproc", RLIMIT_NPROC}, {"core", RLIMIT_CORE},
};

static const char *attempt(int number, pid_t pid) {
  __rlimit_resource_t resource = (__rlimit_resource_t)number;
  struct rlimit limit, now;
  if (prlimit(pid, resource, NULL, &limit))
    return error_name(errno);
  if (limit.rlim_max == RLIM_INFINITY)
    return "unlimited";
  rlim_t before = limit.rlim_max++;
  if (pid == 0 ? setrlimit(resource, &limit) : prlimit(pid, resource, &limit, NULL))
    return error_name(errno);
  prlimit(pid, resource, NULL, &now);
  return now.rlim_max > before ? "raised" : "ignored";
}

int main(void) {
  pid_t child = fork();
  if (child == 0) {
    alarm(20);
    for (;;)
      pause();
  }
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
    printf("%s setrlimit %s\n", limits[i].name, attempt(limits[i].resource, 0));
    printf("%s prlimit %s\n", limits[i].name, attempt(limits[i].resource, getpid()));
    printf("%s child %s\n", limits[i].name, attempt(limits[i].resource, child));
  }
  kill(child, SIGKILL);
  return 0;
}
