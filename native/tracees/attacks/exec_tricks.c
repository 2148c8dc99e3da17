/* Attack 42: executes code in ways that leave a rule on programs or privileges behind, and looks at a secret from there.
 * Usage: exec_tricks FILE     (the absolute path of the secret)
 *        exec_tricks look NAME FILE RIGHTS     (what is executed: RIGHTS is what the first one had)
 * Report: OK, one line each: "NAME RESULT RIGHTS", RESULT ok where the secret was read or the name of the error, RIGHTS
 *   same or gained; "NAME not executed ERROR" where it did not come to that. Nothing is ok, and nobody has gained. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static char own[PATH_MAX], rights[64];
static const char *secret;

/* What it may: the effective user, and the effective capabilities. */
static void tell_rights(char text[64]) {
  char line[128] = "", *set = line;
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof line, status) && strncmp(line, "CapEff:", 7) != 0)
    line[0] = 0;
  set = line[0] ? line + 8 : line;
  snprintf(text, 64, "%u:%.*s", geteuid(), (int)strcspn(set, "\n"), set);
  if (status)
    fclose(status);
}

static int look(const char *name, const char *file, const char *before) {
  char now[64], byte;
  int fd = open(file, O_RDONLY);
  long result = fd < 0 ? fd : read(fd, &byte, 1);
  const char *error = result < 0 ? error_name(errno) : "ok";
  tell_rights(now);
  printf("%s %s %s\n", name, error, strcmp(now, before) == 0 ? "same" : "gained");
  return 0;
}

static int copy_to(int to, mode_t mode) {
  char block[65536];
  int from = open(own, O_RDONLY);
  for (ssize_t size; (size = read(from, block, sizeof block)) > 0;)
    if (write(to, block, (size_t)size) != size)
      return -1;
  close(from);
  return fchmod(to, mode);
}

static const char *copied(const char *name, mode_t mode) {
  static char path[PATH_MAX];
  snprintf(path, sizeof path, "%s/%s", getenv("TMPDIR"), name);
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0700);
  copy_to(fd, mode);
  close(fd);
  return path;
}

static char *const *words(const char *name) {
  static char *all[6];
  all[0] = own;
  all[1] = "look";
  all[2] = (char *)name;
  all[3] = (char *)secret;
  all[4] = rights;
  return all;
}

static void plainly(const char *name) { execv(own, words(name)); }
static void as_copy(const char *name) { execv(copied("copy", 0700), words(name)); }
static void as_set_user_id(const char *name) { execv(copied("setuid", 06755), words(name)); }

static void from_memory(const char *name) {
  int fd = (int)syscall(SYS_memfd_create, "copy", 0);
  copy_to(fd, 0700);
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  int readable = open(path, O_RDONLY); /* a file that is open for writing is not executed */
  if (readable < 0)
    return;
  close(fd);
  syscall(SYS_execveat, readable, "", words(name), environ, AT_EMPTY_PATH);
}

static void from_deleted(const char *name) {
  const char *path = copied("deleted", 0700);
  int fd = open(path, O_RDONLY);
  unlink(path);
  syscall(SYS_execveat, fd, "", words(name), environ, AT_EMPTY_PATH);
}

static void by_loader(const char *name) {
#ifdef __x86_64__
  const char *loader = "/lib64/ld-linux-x86-64.so.2";
#else
  const char *loader = "/lib/ld-linux-aarch64.so.1";
#endif
  const char *path = copied("not-executable", 0600);
  execl(loader, loader, path, "look", name, secret, rights, NULL);
}

/* A script whose interpreter is a script whose interpreter is a script: their names come first among the words. */
static void by_scripts(const char *name) {
  char path[PATH_MAX], before[PATH_MAX];
  snprintf(before, sizeof before, "%s", copied("end", 0700));
  for (int i = 0; i < 3; i++) {
    snprintf(path, sizeof path, "%s/script-%d", getenv("TMPDIR"), i);
    int fd = open(path, O_WRONLY | O_CREAT, 0700);
    dprintf(fd, i == 0 ? "#!/bin/sh\nshift 2; exec %s \"$@\"\n" : "#!%s\n", before);
    close(fd);
    snprintf(before, sizeof before, "%s", path);
  }
  execl(before, before, "look", name, secret, rights, NULL);
}

static void by_su(const char *name) {
  (void)name;
  execl("/bin/su", "su", "-s", "/bin/cat", "root", secret, NULL);
}

static const struct {
  const char *name;
  void (*execute)(const char *name);
} tricks[] = {
    {"plain", plainly}, {"copy", as_copy}, {"setuid", as_set_user_id}, {"memfd", from_memory},
    {"deleted", from_deleted}, {"loader", by_loader}, {"scripts", by_scripts},
};

static void execute(const char *name, void (*attempt)(const char *name)) {
  if (fork() == 0) {
    attempt(name);
    dprintf(1, "%s not executed %s\n", name, error_name(errno));
    _exit(0);
  }
  wait(NULL);
}

int main(int argc, char **argv) {
  if (argc == 5 && strcmp(argv[1], "look") == 0)
    return look(argv[2], argv[3], argv[4]);
  if (argc != 2)
    return 2;
  snprintf(own, sizeof own, "%s", argv[0]);
  secret = argv[1];
  tell_rights(rights);
  for (size_t i = 0; i < sizeof tricks / sizeof *tricks; i++)
    execute(tricks[i].name, tricks[i].execute);
  int quiet = open("/dev/null", O_RDWR);
  dup2(quiet, 0);
  dup2(quiet, 2);
  execute("su", by_su);
  return 0;
}
