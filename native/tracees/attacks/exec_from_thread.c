/* Attack 31: a thread that is not the leader executes a new program.
 * Usage: exec_from_thread [thread|leader_gone|race|vfork_chain] [N]     (default thread 50)
 *   thread: the leader and N other threads are alive when one thread calls execve; leader_gone: the leader has
 *   ended before; race: N threads call execve at once; vfork_chain: N links of vfork and exec, each from a thread
 *   that is not the leader.
 * Report: NONZERO_EXIT 42, one program, one trace. Prints "same pid 1 threads 1" (vfork_chain: "same pid 0 threads 1").
 *   Exit 1: an execve failed. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char self[4096]; /* /proc/self/exe is gone once the leader has ended */
static char first[16];
static const char *how = "thread";
static int count = 50;
static pthread_barrier_t start;

static void execute(const char *stage, int left) {
  char number[16];
  snprintf(number, sizeof number, "%d", left);
  execl(self, "exec_from_thread", stage, number, first, NULL);
  _exit(1);
}

static void *execute_at_start(void *unused) {
  pthread_barrier_wait(&start);
  usleep(!strcmp(how, "leader_gone") ? 20000 : 0); /* gives pthread_exit of the leader the time to end it */
  execute("end", 0);
  return unused;
}

static void *vfork_next(void *unused) {
  int status;
  pid_t child = vfork();
  if (child == 0)
    execute(count > 1 ? "vfork_chain" : "end", count - 1);
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
    exit(1);
  exit(WEXITSTATUS(status));
  return unused;
}

static void *wait_for_ever(void *unused) {
  for (;;)
    pause();
  return unused;
}

static int show_end(void) {
  char line[256];
  int threads = 0;
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof line, status))
    sscanf(line, "Threads: %d", &threads);
  printf("same pid %d threads %d\n", atoi(first) == getpid(), threads);
  return 42;
}

static void start_threads(int number, void *(*run)(void *)) {
  pthread_t thread;
  for (int i = 0; i < number; i++)
    if (pthread_create(&thread, NULL, run, NULL))
      exit(1);
}

int main(int argc, char **argv) {
  how = argc > 1 ? argv[1] : how;
  count = argc > 2 ? atoi(argv[2]) : count;
  snprintf(first, sizeof first, "%s", argc > 3 ? argv[3] : "");
  if (!first[0])
    snprintf(first, sizeof first, "%d", getpid());
  if (!strcmp(how, "end"))
    return show_end();
  if (readlink("/proc/self/exe", self, sizeof self - 1) < 0)
    return 1;
  int racing = !strcmp(how, "race") ? count : 1;
  pthread_barrier_init(&start, NULL, (unsigned)racing + 1);
  if (!strcmp(how, "vfork_chain"))
    start_threads(1, vfork_next);
  else
    start_threads(racing, execute_at_start);
  if (!strcmp(how, "thread"))
    start_threads(count, wait_for_ever);
  if (strcmp(how, "vfork_chain"))
    pthread_barrier_wait(&start);
  if (!strcmp(how, "leader_gone"))
    pthread_exit(NULL);
  wait_for_ever(NULL);
}
