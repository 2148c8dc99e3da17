/*
 * Leaves objects that outlive a process, or looks for them.
 * usage: ipc_residue leave|look|remove NUMBER
 * Prints one line for each kind: "shm made", "shm found", or "shm none".
 */
#include <fcntl.h>
#include <linux/keyctl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SIZE = 4096, NAME_SIZE = 80, MODE = 0600 };

static bool leaves;

static void tell(const char *kind, long result) {
  printf("%s %s\n", kind, result < 0 ? "none" : leaves ? "made" : "found");
}

static int remove_all(key_t key, const char *name, const char *path) {
  shmctl(shmget(key, 0, 0), IPC_RMID, NULL);
  msgctl(msgget(key, 0), IPC_RMID, NULL);
  semctl(semget(key, 0, 0), 0, IPC_RMID);
  syscall(SYS_mq_unlink, name);
  unlink(path);
  syscall(SYS_keyctl, KEYCTL_UNLINK, syscall(SYS_keyctl, KEYCTL_SEARCH, KEY_SPEC_USER_KEYRING, "user", name, 0),
          KEY_SPEC_USER_KEYRING);
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 3)
    return 2;
  leaves = strcmp(argv[1], "leave") == 0;
  key_t key = (key_t)atoi(argv[2]);
  int flags = leaves ? IPC_CREAT | IPC_EXCL | MODE : 0;
  char name[NAME_SIZE], path[2 * NAME_SIZE];
  struct {
    long type;
    char text[4];
  } message = {1, "abc"};
  struct sembuf raise = {0, 1, 0};

  snprintf(name, sizeof name, "sandtrap-residue-%s", argv[2]);
  snprintf(path, sizeof path, "/dev/shm/%s", name);
  if (strcmp(argv[1], "remove") == 0)
    return remove_all(key, name, path);
  tell("shm", shmget(key, leaves ? SIZE : 0, flags));
  int queue = msgget(key, flags);
  tell("msg", queue);
  int semaphores = semget(key, leaves ? 2 : 0, flags);
  tell("sem", semaphores);
  if (leaves && queue >= 0)
    msgsnd(queue, &message, sizeof message.text, IPC_NOWAIT);
  if (leaves && semaphores >= 0)
    semop(semaphores, &raise, 1);
  tell("mq", syscall(SYS_mq_open, name, leaves ? O_CREAT | O_EXCL | O_RDWR : O_RDONLY, MODE, NULL));
  tell("file", open(path, leaves ? O_CREAT | O_EXCL | O_RDWR : O_RDONLY, MODE));
  tell("key", leaves ? syscall(SYS_add_key, "user", name, "x", 1, KEY_SPEC_USER_KEYRING)
                     : syscall(SYS_keyctl, KEYCTL_SEARCH, KEY_SPEC_USER_KEYRING, "user", name, 0));
  return 0;
}
