/* Uses sockets of this machine, in known ways.
 * Usage: sockets messages|tcp|pair|file NAME|reach NAME|mapped|unspecified
 *   messages: sends "one" and "two!" by sendmmsg to a socket of its own, and receives them by recvmmsg.
 *   tcp: listens at a port that the kernel picks; a child connects to it, copies the descriptor to 50 and to the next free
 *     one, closes the first and writes through the copies; the parent accepts, asks for both addresses, and reads.
 *   pair: makes two connected sockets, sends a datagram socket that is bound to port 0 of 127.0.0.1 to a child through
 *     them, which sends from it to port 9.
 *   file NAME: binds a socket to that file, twice: the second time fails.
 *   reach NAME: binds a datagram socket to that file, and sends to it by sendto, sendmsg and sendmmsg, then connects.
 *   mapped: connects a datagram socket of IPv6 to ::ffff:127.0.0.1, port 9.
 *   unspecified: sends to a socket of its own by an address of IPv4 whose family is AF_UNSPEC, and receives it.
 * Report: OK. Exit 1 and a message where something fails. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static long check(long result, const char *what) {
  if (result >= 0)
    return result;
  perror(what);
  exit(1);
}

static struct sockaddr_in local(int port) {
  return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
}

static int bound(int type, struct sockaddr_in *address) {
  socklen_t length = sizeof *address;
  int fd = (int)check(socket(AF_INET, type, 0), "socket");
  *address = local(0);
  check(bind(fd, (struct sockaddr *)address, length), "bind");
  check(getsockname(fd, (struct sockaddr *)address, &length), "getsockname");
  return fd;
}

static void messages(void) {
  struct sockaddr_in to, from[2];
  int receiver = bound(SOCK_DGRAM, &to);
  int sender = (int)check(socket(AF_INET, SOCK_DGRAM, 0), "socket");
  struct iovec out[2] = {{"one", 3}, {"two!", 4}};
  char buffers[2][16];
  struct iovec in[2] = {{buffers[0], 16}, {buffers[1], 16}};
  struct mmsghdr sent[2] = {0}, received[2] = {0};
  for (int i = 0; i < 2; i++) {
    sent[i].msg_hdr = (struct msghdr){.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &out[i], .msg_iovlen = 1};
    received[i].msg_hdr =
        (struct msghdr){.msg_name = &from[i], .msg_namelen = sizeof from[i], .msg_iov = &in[i], .msg_iovlen = 1};
  }
  check(sendmmsg(sender, sent, 2, 0), "sendmmsg");
  check(recvmmsg(receiver, received, 2, MSG_WAITFORONE, NULL), "recvmmsg");
}

static void connecting(struct sockaddr_in *to) {
  int fd = (int)check(socket(AF_INET, SOCK_STREAM, 0), "socket");
  check(connect(fd, (struct sockaddr *)to, sizeof *to), "connect");
  check(dup2(fd, 50), "dup2");
  int copy = (int)check(fcntl(fd, F_DUPFD_CLOEXEC, 0), "fcntl");
  close(fd);
  check(write(50, "a", 1), "write");
  check(write(copy, "b", 1), "write");
  _exit(0);
}

static void tcp(void) {
  struct sockaddr_in address, peer;
  socklen_t length = sizeof peer;
  char text[2];
  int listener = bound(SOCK_STREAM, &address);
  check(listen(listener, 1), "listen");
  if (check(fork(), "fork") == 0)
    connecting(&address);
  int fd = (int)check(accept4(listener, NULL, NULL, SOCK_CLOEXEC), "accept4");
  check(read(fd, text, 1), "read");
  check(getpeername(fd, (struct sockaddr *)&peer, &length), "getpeername");
  length = sizeof peer;
  check(getsockname(fd, (struct sockaddr *)&peer, &length), "getsockname");
  check(read(fd, text, 1), "read");
  check(wait(NULL), "wait");
}

static void pass(int through, int fd) {
  union {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr align;
  } control = {0};
  struct iovec data = {"x", 1};
  struct msghdr message = {
      .msg_iov = &data, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
  struct cmsghdr *head = CMSG_FIRSTHDR(&message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(head), &fd, sizeof fd);
  check(sendmsg(through, &message, 0), "sendmsg");
}

static int taken(int through) {
  union {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr align;
  } control = {0};
  char text;
  struct iovec data = {&text, 1};
  struct msghdr message = {
      .msg_iov = &data, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
  int fd;
  check(recvmsg(through, &message, 0), "recvmsg");
  memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof fd);
  return fd;
}

static void pair(void) {
  int ends[2];
  check(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), "socketpair");
  if (check(fork(), "fork") == 0) {
    close(ends[0]);
    struct sockaddr_in to = local(9);
    int fd = taken(ends[1]);
    check(sendto(fd, "z", 1, 0, (struct sockaddr *)&to, sizeof to), "sendto");
    _exit(0);
  }
  struct sockaddr_in address = local(0);
  int fd = (int)check(socket(AF_INET, SOCK_DGRAM, 0), "socket");
  check(bind(fd, (struct sockaddr *)&address, sizeof address), "bind");
  pass(ends[0], fd);
  check(wait(NULL), "wait");
}

static void file(const char *name) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path, name, sizeof address.sun_path - 1);
  int first = (int)check(socket(AF_UNIX, SOCK_STREAM, 0), "socket");
  int second = (int)check(socket(AF_UNIX, SOCK_STREAM, 0), "socket");
  check(bind(first, (struct sockaddr *)&address, sizeof address), "bind");
  if (bind(second, (struct sockaddr *)&address, sizeof address) == 0)
    exit(1);
}

static void reach(const char *name) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path, name, sizeof address.sun_path - 1);
  struct sockaddr *to = (struct sockaddr *)&address;
  struct iovec data = {"x", 1};
  struct msghdr message = {.msg_name = to, .msg_namelen = sizeof address, .msg_iov = &data, .msg_iovlen = 1};
  struct mmsghdr messages = {.msg_hdr = message};
  int first = (int)check(socket(AF_UNIX, SOCK_DGRAM, 0), "socket");
  int second = (int)check(socket(AF_UNIX, SOCK_DGRAM, 0), "socket");
  check(bind(first, to, sizeof address), "bind");
  check(sendto(second, "x", 1, 0, to, sizeof address), "sendto");
  check(sendmsg(second, &message, 0), "sendmsg");
  check(sendmmsg(second, &messages, 1, 0), "sendmmsg");
  check(connect(second, to, sizeof address), "connect");
}

static void unspecified(void) {
  struct sockaddr_in to;
  char text;
  int receiver = bound(SOCK_DGRAM, &to);
  int sender = (int)check(socket(AF_INET, SOCK_DGRAM, 0), "socket");
  to.sin_family = AF_UNSPEC;
  check(sendto(sender, "x", 1, 0, (struct sockaddr *)&to, sizeof to), "sendto");
  check(recv(receiver, &text, 1, MSG_DONTWAIT), "recv");
}

static void mapped(void) {
  struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_port = htons(9)};
  check(inet_pton(AF_INET6, "::ffff:127.0.0.1", &address.sin6_addr), "inet_pton");
  int fd = (int)check(socket(AF_INET6, SOCK_DGRAM, 0), "socket");
  check(connect(fd, (struct sockaddr *)&address, sizeof address), "connect");
}

int main(int argc, char **argv) {
  const char *mode = argc > 1 ? argv[1] : "";
  if (strcmp(mode, "messages") == 0)
    messages();
  else if (strcmp(mode, "tcp") == 0)
    tcp();
  else if (strcmp(mode, "pair") == 0)
    pair();
  else if (strcmp(mode, "file") == 0 && argc > 2)
    file(argv[2]);
  else if (strcmp(mode, "reach") == 0 && argc > 2)
    reach(argv[2]);
  else if (strcmp(mode, "mapped") == 0)
    mapped();
  else if (strcmp(mode, "unspecified") == 0)
    unspecified();
  else
    return 2;
  return 0;
}
