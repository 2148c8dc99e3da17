/* Attack 41: raises the hard limits on its resources, its own, its child's and its parent's.
 * Usage: raise_limits
 * Report: OK, no limit is raised. One line each: "NAME HOW RESULT", HOW setrlimit or prlimit (of its own process),
 *   child (its child's, by prlimit) or parent (its parent's, as its child tries), RESULT EPERM, raised, or unlimited:
 *   there was nothing to raise. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
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

static void tell(const char *how, pid_t pid) {
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
    printf("%s %s %s\n", limits[i].name, how, attempt(limits[i].resource, pid));
  fflush(stdout);
}

int main(void) {
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    alarm(20);
    tell("parent", parent);
    raise(SIGSTOP);
    return 0;
  }
  waitpid(child, NULL, WUNTRACED); /* no line of the two is mixed up */
  tell("setrlimit", 0);
  tell("prlimit", parent);
  tell("child", child);
  kill(child, SIGKILL);
  return 0;
}
