/* Attack 44: reaches for others over every kind of socket.
 * Usage: network PORT ABSTRACT PATH     (of TCP and UDP on 127.0.0.1, of local sockets that somebody listens at)
 * Report: OK, one line each: "NAME RESULT", RESULT ok or the name of the error. Nothing is ok, and nobody has seen
 *   anything. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <netdb.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

static in_port_t port;
static const char *abstract, *path;

static struct sockaddr_in here(void) {
  return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = port, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static long made(int family, int type, int protocol) {
  return socket(family, type | SOCK_CLOEXEC, protocol);
}

static long tcp(void) {
  struct sockaddr_in server = here();
  int fd = (int)made(AF_INET, SOCK_STREAM, 0);
  return fd < 0 ? fd : connect(fd, (struct sockaddr *)&server, sizeof server);
}

static long tcp6(void) {
  struct sockaddr_in6 server = {.sin6_family = AF_INET6, .sin6_port = port};
  inet_pton(AF_INET6, "::ffff:127.0.0.1", &server.sin6_addr);
  int fd = (int)made(AF_INET6, SOCK_STREAM, 0);
  return fd < 0 ? fd : connect(fd, (struct sockaddr *)&server, sizeof server);
}

static long fast_open(void) {
  struct sockaddr_in server = here();
  int fd = (int)made(AF_INET, SOCK_STREAM, 0);
  return fd < 0 ? fd : sendto(fd, "x", 1, MSG_FASTOPEN, (struct sockaddr *)&server, sizeof server);
}

static long udp(void) {
  struct sockaddr_in server = here();
  int fd = (int)made(AF_INET, SOCK_DGRAM, 0);
  return fd < 0 ? fd : sendto(fd, "x", 1, 0, (struct sockaddr *)&server, sizeof server);
}

static long served(void) {
  struct sockaddr_in any = {.sin_family = AF_INET};
  int fd = (int)made(AF_INET, SOCK_STREAM, 0);
  return fd < 0 ? fd : bind(fd, (struct sockaddr *)&any, sizeof any) || listen(fd, 1) ? -1 : 0;
}

static long by_abstract(void) {
  struct sockaddr_un server = {.sun_family = AF_UNIX};
  size_t length = strlen(abstract);
  memcpy(server.sun_path + 1, abstract, length);
  int fd = (int)made(AF_UNIX, SOCK_STREAM, 0);
  return connect(fd, (struct sockaddr *)&server, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + length));
}

static long by_path(void) {
  struct sockaddr_un server = {.sun_family = AF_UNIX};
  snprintf(server.sun_path, sizeof server.sun_path, "%s", path);
  int fd = (int)made(AF_UNIX, SOCK_STREAM, 0);
  return connect(fd, (struct sockaddr *)&server, sizeof server);
}

static long by_name(void) {
  struct addrinfo wanted = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM}, *found;
  errno = ENOENT;
  return getaddrinfo("example.com", "53", &wanted, &found) ? -1 : 0;
}

static long raw(void) { return made(AF_INET, SOCK_RAW, 1); }
static long multipath(void) { return made(AF_INET, SOCK_STREAM, 262); }
static long packet(void) { return made(AF_PACKET, SOCK_RAW, 0); }
static long netlink(void) { return made(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE); }
static long audit(void) { return made(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT); }
static long uevents(void) { return made(AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT); }
static long vsock(void) { return made(AF_VSOCK, SOCK_STREAM, 0); }
static long alg(void) { return made(AF_ALG, SOCK_SEQPACKET, 0); }
static long bluetooth(void) { return made(31 /* AF_BLUETOOTH */, SOCK_RAW, 1); }
static long express(void) { return made(44 /* AF_XDP */, SOCK_RAW, 0); }

static const struct {
  const char *name;
  long (*attempt)(void);
} attempts[] = {
    {"tcp", tcp}, {"tcp6", tcp6}, {"fast_open", fast_open}, {"mptcp", multipath}, {"udp", udp}, {"listen", served},
    {"raw", raw}, {"packet", packet}, {"netlink", netlink}, {"audit", audit}, {"uevents", uevents}, {"vsock", vsock},
    {"alg", alg}, {"bluetooth", bluetooth}, {"xdp", express}, {"abstract", by_abstract}, {"path", by_path},
    {"dns", by_name},
};

int main(int argc, char **argv) {
  if (argc < 4)
    return 2;
  port = htons((in_port_t)atoi(argv[1]));
  abstract = argv[2];
  path = argv[3];
  for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
    printf("%s %s\n", attempts[i].name, attempts[i].attempt() < 0 ? error_name(errno) : "ok");
  return 0;
}
