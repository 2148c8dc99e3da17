/* Makes directories one inside the other in $TMPDIR, and an empty file in the innermost.
 * Usage: nest [DEPTH]     (default 2000; 5000 make a path longer than any system call takes)
 * Report: OK; prints $TMPDIR. Exit 1: a step went wrong. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int depth = argc > 1 ? atoi(argv[1]) : 2000;
  const char *top = getenv("TMPDIR");
  if (!top || chdir(top))
    return 1;
  for (int i = 0; i < depth; i++)
    if (mkdir("level", 0700) || chdir("level"))
      return 1;
  if (open("bottom", O_WRONLY | O_CREAT | O_CLOEXEC, 0600) < 0)
    return 1;
  printf("%s", top);
  return 0;
}
