/* Replaces a file so that a crash at any moment leaves the old content or the new one.
 * Usage: settings FILE TEXT [careless]: with "careless" it forgets to wait for the disk. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
  char draft[4096];
  if (argc < 3)
    return 2;
  snprintf(draft, sizeof draft, "%s.new", argv[1]);
  int fd = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (fd < 0 || write(fd, argv[2], strlen(argv[2])) < 0)
    return 1;
  if (argc == 3 && fsync(fd) < 0)
    return 1;
  if (close(fd) < 0 || rename(draft, argv[1]) < 0)
    return 1;
  return 0;
}
