/* Is built to a file called "with space" and prints its name and its parent as /proc/self/stat has them.
 * Usage: "with space"
 * Report: OK; prints "comm with space", "stat (with space)", "parent ok". A reader of /proc that splits at spaces gets
 *   every later field wrong. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(void) {
  char comm[17] = "", line[1024] = "", state;
  int parent = 0;
  FILE *stat = fopen("/proc/self/stat", "r");
  prctl(PR_GET_NAME, comm);
  printf("comm %s\n", comm);
  if (!stat || !fgets(line, sizeof line, stat))
    return 1;
  char *open = strchr(line, '('), *close = strrchr(line, ')');
  if (!open || !close || sscanf(close + 1, " %c %d", &state, &parent) != 2)
    return 1;
  printf("stat %.*s\n", (int)(close - open) + 1, open);
  printf("parent %s\n", parent == getppid() ? "ok" : "wrong");
  return 0;
}
