/* Attack 37, the variant of addresses: connects to a local socket while a thread swaps the path with another one's.
 * Usage: address_race TRIES PATH     (of a server outside; its own one is made in $TMPDIR)
 * Report: OK. Prints "own N other M", how often each was reached. M is 0. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static struct sockaddr_un address = {.sun_family = AF_UNIX};
static char paths[2][sizeof address.sun_path];
static volatile int over;

static void *swap(void *unused) {
  while (!over)
    for (int i = 0; i < 2; i++) {
      memcpy(address.sun_path, paths[i], sizeof address.sun_path);
      for (volatile int pause = 0; pause < 1000; pause++) /* as long for the one as for the other */
        continue;
    }
  return unused;
}

/* Whose server it is, by the name that that gave itself; -1 when there was none. */
static int reached(void) {
  struct sockaddr_un peer = {0};
  socklen_t length = sizeof peer;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0), who = -1;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0 && getpeername(fd, (struct sockaddr *)&peer, &length) == 0)
    who = strcmp(peer.sun_path, paths[0]) != 0;
  close(fd);
  return who;
}

int main(int argc, char **argv) {
  int so_far[2] = {0, 0}, server = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
  pthread_t thread;

  if (argc < 3)
    return 2;
  snprintf(paths[0], sizeof paths[0], "%s/own", getenv("TMPDIR"));
  snprintf(paths[1], sizeof paths[1], "%s", argv[2]);
  memcpy(address.sun_path, paths[0], sizeof address.sun_path);
  if (bind(server, (struct sockaddr *)&address, sizeof address) || listen(server, 100))
    return 3;
  if (pthread_create(&thread, NULL, swap, NULL) != 0)
    return 4;
  for (int left = atoi(argv[1]); left > 0; left--) {
    int who = reached();
    if (who >= 0)
      so_far[who]++;
    close(accept(server, NULL, NULL));
  }
  over = 1;
  pthread_join(thread, NULL);
  printf("own %d other %d\n", so_far[0], so_far[1]);
  return 0;
}
