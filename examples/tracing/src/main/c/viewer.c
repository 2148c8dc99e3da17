/* Shows a greeting, and tells somebody about it.
 * Usage: viewer */
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
  struct sockaddr_in home = {.sin_family = AF_INET, .sin_port = htons(9)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  inet_pton(AF_INET, "127.0.0.1", &home.sin_addr);
  connect(fd, (struct sockaddr *)&home, sizeof home);
  close(fd);
  puts("Hello!");
  return 0;
}
