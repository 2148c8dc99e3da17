/* Attack 24: opens files until it may not, and ends well.
 * Usage: fd_exhaust [open|pass] [CEILING]     (default open 10000)
 *   open: opens /dev/null over and over; pass: sends descriptors through sockets of its own and never receives them,
 *   so that more files are open than it has descriptors.
 * Report: OK, marked with the limit that was hit (open): prints "open N refused ERROR", N files of its own, ERROR
 *   EMFILE, or none at CEILING; pass: "passed N refused ERROR", ETOOMANYREFS or EMFILE.
 *   Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { AT_ONCE = 100 };

static int done;

static int open_all(int ceiling) {
  for (; done < ceiling; done++)
    if (open("/dev/null", O_RDONLY) < 0)
      return errno;
  return 0;
}

static ssize_t send_files(int socket, int file) {
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(AT_ONCE * sizeof(int))];
  } control;
  struct iovec data = {.iov_base = "d", .iov_len = 1};
  struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = &control};
  int files[AT_ONCE];
  for (int i = 0; i < AT_ONCE; i++)
    files[i] = file;
  message.msg_controllen = sizeof control.space;
  control.header = (struct cmsghdr){
      .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof files)};
  memcpy(CMSG_DATA(&control.header), files, sizeof files);
  return sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* Every message holds files opened a moment before and closed at once: nothing else keeps them open. */
static int pass_all(int ceiling) {
  int sockets[2] = {-1, -1};
  while (done < ceiling) {
    int file = open("/dev/null", O_RDONLY);
    if (file < 0)
      return errno;
    if (sockets[0] >= 0 && send_files(sockets[0], file) > 0)
      done += AT_ONCE;
    else if (sockets[0] >= 0 && errno != EAGAIN)
      return errno;
    else if (socketpair(AF_UNIX, SOCK_STREAM, 0, sockets))
      return errno;
    close(file);
  }
  return 0;
}

int main(int argc, char **argv) {
  int pass = argc > 1 && !strcmp(argv[1], "pass");
  int ceiling = argc > 2 ? atoi(argv[2]) : 10000;
  alarm(20);
  int error = pass ? pass_all(ceiling) : open_all(ceiling);
  printf("%s %d refused %s\n", pass ? "passed" : "open", done, error_name(error));
  return 0;
}
