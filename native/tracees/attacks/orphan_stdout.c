/* Attack 27: the main process ends, a grandchild keeps stdout and stderr open.
 * Usage: orphan_stdout [silent|writing|flooding|setsid]     (default silent)
 *   silent: sleeps; writing: a line every 10 ms; flooding: as fast as it can; setsid: silent, in a session of its own.
 * Report: OK at once, with the line "before" captured; the grandchild is a leftover and dead afterwards. flooding:
 *   OK or OUTPUT_LIMIT, whichever comes first. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *text) {
  if (write(1, text, strlen(text)) < 0)
    _exit(1);
}

static void linger(const char *how) {
  if (!strcmp(how, "setsid"))
    setsid();
  while (!strcmp(how, "flooding"))
    say("noise\n");
  for (;;) {
    usleep(10000);
    if (!strcmp(how, "writing"))
      say("later\n");
  }
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "silent";
  say("before\n");
  pid_t child = fork();
  if (child == 0) {
    if (fork() == 0)
      linger(how);
    _exit(0);
  }
  waitpid(child, NULL, 0);
  return 0;
}
