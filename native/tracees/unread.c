/* Does what the kernel answers with a signal in the program's own name.
 * Usage: unread [pipe|socket|file]     (default pipe)
 *   pipe, socket: writes where nobody reads any more; file: writes beyond a limit of 4096 bytes that it sets itself.
 * Report: RUNTIME_ERROR with SIGPIPE, or SIGXFSZ, of the kernel: no sender, although si_code is SI_USER and si_pid the
 *   program's own. Exit 3 when something else failed. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "pipe";
  static char bytes[8192];
  int ends[2] = {-1, -1};

  if (!strcmp(what, "pipe") && !pipe(ends)) {
    close(ends[0]);
  } else if (!strcmp(what, "socket") && !socketpair(AF_UNIX, SOCK_STREAM, 0, ends)) {
    close(ends[0]);
  } else if (!strcmp(what, "file")) {
    struct rlimit limit = {4096, 4096};
    ends[1] = open(".", O_TMPFILE | O_WRONLY, 0600);
    if (ends[1] < 0 || setrlimit(RLIMIT_FSIZE, &limit))
      return 3;
    if (write(ends[1], bytes, 4096) != 4096)
      return 3;
  }
  return ends[1] < 0 || write(ends[1], bytes, sizeof bytes) < 0 ? 3 : 0;
}
