/* Prints its environment ("env NAME=VALUE", in the order given), working directory and umask.
 * Usage: show_env
 * Report: OK. Lines "env …", then "cwd DIR", then "umask 0022". */
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

int main(void) {
  char directory[PATH_MAX];
  for (char **variable = environ; *variable; variable++)
    printf("env %s\n", *variable);
  printf("cwd %s\n", getcwd(directory, sizeof directory) ? directory : "(gone)");
  printf("umask %04o\n", (unsigned)umask(0));
  return 0;
}
