/* Does some work, and tells as its very last act what getrusage says of it.
 * Usage: own_usage [PAGES] [SLEEPS] [THREADS] [CHILDREN]     (default 100 10 0 0)
 *   Writes to PAGES pages and sleeps SLEEPS times for 1 ms; so do THREADS threads, and CHILDREN children, one after
 *   the other, which it waits for.
 * Report: OK; prints one line: "self minor A major B voluntary C involuntary D user_us E system_us F maxrss_kib G"
 *   and the same after "children". The last steps are rehearsed, so that no page fault comes after them: it ends by
 *   syscall, for the page of _exit is there or not as it pleases the kernel, which maps what lies around another one.
 *   Each stop by a tracer is a voluntary switch. Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static size_t pages = 100;
static int sleeps = 10;

static void *work(void *unused) {
  size_t size = (pages + 1) * 4096;
  volatile char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  madvise((void *)memory, size, MADV_NOHUGEPAGE);
  for (size_t i = 0; i < pages; i++)
    memory[4096 * i] = 1;
  for (int i = 0; i < sleeps; i++)
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
  return unused;
}

static void work_in_thread(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, work, NULL) || pthread_join(thread, NULL))
    exit(1);
}

static void work_in_child(void) {
  if (fork() == 0) {
    alarm(20);
    work(NULL);
    _exit(0);
  }
  wait(NULL);
}

static int format(char *line, size_t size, const char *whose, const struct rusage *used, const char *end) {
  return snprintf(line, size, "%s minor %ld major %ld voluntary %ld involuntary %ld user_us %lld system_us %lld "
                  "maxrss_kib %ld%s", whose, used->ru_minflt, used->ru_majflt, used->ru_nvcsw, used->ru_nivcsw,
                  used->ru_utime.tv_sec * 1000000LL + used->ru_utime.tv_usec,
                  used->ru_stime.tv_sec * 1000000LL + used->ru_stime.tv_usec, used->ru_maxrss, end);
}

static void tell(int out) {
  static char line[1024];
  static struct rusage self, children;
  getrusage(RUSAGE_CHILDREN, &children);
  getrusage(RUSAGE_SELF, &self);
  int length = format(line, 512, "self", &self, " ");
  length += format(line + length, 512, "children", &children, "\n");
  if (write(out, line, (size_t)length) != length)
    _exit(1);
}

int main(int argc, char **argv) {
  int threads = argc > 3 ? atoi(argv[3]) : 0, children = argc > 4 ? atoi(argv[4]) : 0;
  pages = argc > 1 ? (size_t)atol(argv[1]) : pages;
  sleeps = argc > 2 ? atoi(argv[2]) : sleeps;
  alarm(20);
  work(NULL);
  for (int i = 0; i < threads; i++)
    work_in_thread();
  for (int i = 0; i < children; i++)
    work_in_child();
  syscall(SYS_getppid);
  tell(open("/dev/null", O_WRONLY));
  tell(1);
  syscall(SYS_exit_group, 0);
}
