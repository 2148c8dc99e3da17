/* Sends what it has been given to a server, here one on this machine. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  struct sockaddr_in server = {.sin_family = AF_INET};
  server.sin_port = htons(atoi(argv[argc - 1]));
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int channel = socket(AF_INET, SOCK_STREAM, 0);
  if (channel < 0 || connect(channel, (struct sockaddr *) &server, sizeof server)) return 3;
  return write(channel, "the input", 9) == 9 ? 0 : 3;
}
