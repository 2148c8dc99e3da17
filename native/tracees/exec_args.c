/* Becomes the program that its arguments name, or makes a child that does, and passes its code on.
 * Usage: exec_args [fork] PROGRAM [ARGUMENT…]
 * Report: that of the program. Exit 1: it could not be executed. */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int forks = argc > 1 && !strcmp(argv[1], "fork");
  char **command = argv + 1 + forks;
  int status;
  if (*command == NULL)
    return 1;
  pid_t child = forks ? fork() : 0;
  if (child == 0) {
    execv(command[0], command);
    _exit(1);
  }
  return waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
