/* Prints its resource limits.
 * Usage: show_limits
 * Report: OK. One line each: "NAME soft hard", "unlimited" where there is none.
 *   Under supervision: core 0 0, and nofile 1024 as the soft limit. */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/resource.h>

static const struct {
  const char *name;
  int resource;
} limits[] = {
    {"cpu", RLIMIT_CPU},           {"fsize", RLIMIT_FSIZE},           {"data", RLIMIT_DATA},
    {"stack", RLIMIT_STACK},       {"core", RLIMIT_CORE},             {"rss", RLIMIT_RSS},
    {"nproc", RLIMIT_NPROC},       {"nofile", RLIMIT_NOFILE},         {"memlock", RLIMIT_MEMLOCK},
    {"as", RLIMIT_AS},             {"locks", RLIMIT_LOCKS},           {"sigpending", RLIMIT_SIGPENDING},
    {"msgqueue", RLIMIT_MSGQUEUE}, {"nice", RLIMIT_NICE},             {"rtprio", RLIMIT_RTPRIO},
    {"rttime", RLIMIT_RTTIME},
};

static void show(rlim_t value, const char *end) {
  if (value == RLIM_INFINITY)
    printf(" unlimited%s", end);
  else
    printf(" %llu%s", (unsigned long long)value, end);
}

int main(void) {
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
    struct rlimit limit;
    if (getrlimit((__rlimit_resource_t)limits[i].resource, &limit))
      continue;
    printf("%s", limits[i].name);
    show(limit.rlim_cur, "");
    show(limit.rlim_max, "\n");
  }
  return 0;
}
