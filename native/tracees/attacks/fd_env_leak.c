/* Attack 43: looks for descriptors and variables that it was not given.
 * Usage: fd_env_leak [NAME…]     (names of the variables that it was given)
 * Report: OK; prints "leaks 0". Otherwise a line "leak fd N TARGET" or "leak env NAME=VALUE" for each and exit 1.
 *   Descriptors are found by /proc/self/fd and again, without /proc, by trying every number up to the hard limit
 *   (at most 1048576); variables by environ and /proc/self/environ. "missing NAME" is printed for a name that is
 *   not there (exit 1). */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

extern char **environ;
static int leaks;

static void leak_fd(int fd) {
  char name[64], target[512];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(name, target, sizeof target - 1);
  printf("leak fd %d %.*s\n", fd, length < 0 ? 0 : (int)length, target);
  leaks++;
}

static void check_listed(void) {
  DIR *directory = opendir("/proc/self/fd");
  for (struct dirent *entry; directory && (entry = readdir(directory));)
    if (atoi(entry->d_name) > 2 && atoi(entry->d_name) != dirfd(directory))
      leak_fd(atoi(entry->d_name));
  if (directory)
    closedir(directory);
}

static void check_numbers(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit))
    return;
  rlim_t end = limit.rlim_max < 1048576 ? limit.rlim_max : 1048576;
  for (int fd = 3; fd < (int)end; fd++)
    if (fcntl(fd, F_GETFD) >= 0)
      leak_fd(fd);
}

static void check_variable(const char *variable, char **allowed) {
  for (; *allowed; allowed++)
    if (!strncmp(variable, *allowed, strlen(*allowed)) && variable[strlen(*allowed)] == '=')
      return;
  printf("leak env %s\n", variable);
  leaks++;
}

static void check_initial_environment(char **allowed) {
  static char bytes[262144];
  FILE *file = fopen("/proc/self/environ", "r");
  size_t length = file ? fread(bytes, 1, sizeof bytes - 1, file) : 0;
  for (size_t at = 0; at < length; at += strlen(bytes + at) + 1)
    check_variable(bytes + at, allowed);
  if (file)
    fclose(file);
}

int main(int argc, char **argv) {
  check_numbers();
  check_listed();
  check_initial_environment(argv + 1);
  for (char **variable = environ; *variable; variable++)
    check_variable(*variable, argv + 1);
  for (int i = 1; i < argc; i++)
    if (!getenv(argv[i]))
      leaks += printf("missing %s\n", argv[i]) > 0;
  printf("leaks %d\n", leaks);
  return leaks > 0;
}
