/*
 * Leaves in its working directory what may harm a collector or a cleaner.
 * usage: fs_residue [OUTSIDE]   a file outside, which gets another name here
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

enum { DEPTH = 5000 };

static void write_file(const char *name, const char *text) {
  int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (fd < 0 || write(fd, text, strlen(text)) < 0)
    perror(name);
  close(fd);
}

static void make_socket(const char *name) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  strcpy(address.sun_path, name);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0)
    perror(name);
}

static void make_deep(const char *name) {
  int top = open(".", O_RDONLY | O_DIRECTORY);
  for (int i = 0; i < DEPTH; i++)
    if (mkdir(name, 0755) < 0 || chdir(name) < 0) {
      perror(name);
      exit(1);
    }
  write_file("bottom", "deep\n");
  if (fchdir(top) < 0)
    exit(1);
}

int main(int argc, char **argv) {
  write_file("out.txt", "result\n");
  write_file("line\nbreak.txt", "newline\n");
  write_file("bad \377\376.txt", "bytes\n");
  write_file("closed.txt", "mode 0\n");
  chmod("closed.txt", 0);
  mkdir("closed", 0755);
  write_file("closed/inside.txt", "inside\n");
  chmod("closed", 0);
  mkfifo("fifo.txt", 0666);
  make_socket("socket.txt");
  mknod("device.txt", S_IFCHR | 0666, makedev(1, 5)); /* zero(4), without end; only the privileged can */
  if (symlink("/etc/passwd", "link.txt") < 0 || symlink("/etc", "etc") < 0 || symlink("loop.txt", "loop.txt") < 0)
    perror("symlink");
  if (argc > 1 && link(argv[1], "hard.txt") < 0)
    printf("no hard link\n");
  make_deep("deep");
  return 0;
}
