/* Makes every system call there may be, four times each: with 3 in all registers, which is open on /dev/null, with 1, with
 * -1, and with the address of a text that other bytes follow. None is executed: a filter of its own refuses all of them with
 * EDOM, so a tracer can be asked how it writes the arguments of calls that nobody would dare to make.
 * Usage: every_call
 * Report: OK; prints nothing. NONZERO_EXIT, 77, where it may have no filter. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LOAD(place) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, place))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, (what))

/* The two probes are x86-64's: the kernel makes these calls itself, asks no filter, and kills any other process that does. */
enum { LAST = 1023, NO_FILTER = 77, DESCRIPTOR = 3, URETPROBE = 335, UPROBE = 336 };

/* An address that has one bit: what is written of flags is then the same in each run. */
static char *const place = (char *)0x200000;

/* Only the program's own end is let through. */
static void refuse_all(void) {
  struct sock_filter steps[] = {
      LOAD(nr),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 1, 0),
      ANSWER(SECCOMP_RET_ERRNO | EDOM),
      ANSWER(SECCOMP_RET_ALLOW),
  };
  struct sock_fprog filter = {.len = sizeof steps / sizeof *steps, .filter = steps};

  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter)) {
    _exit(NO_FILTER);
  }
}

static int is_let_through(long call) {
#ifdef __x86_64__
  if (call == URETPROBE || call == UPROBE) {
    return 1;
  }
#endif
  return call == SYS_exit_group;
}

int main(void) {
  static const char text[] = "text\0and other bytes";
  long values[] = {DESCRIPTOR, 1, -1, (long)place};

  if (mmap(place, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) != place ||
      dup2(open("/dev/null", O_RDWR), DESCRIPTOR) < 0) {
    return 1;
  }
  memcpy(place, text, sizeof text);
  refuse_all();
  for (long call = 0; call <= LAST; call++) {
    for (size_t i = 0; i < sizeof values / sizeof *values && !is_let_through(call); i++) {
      long value = values[i];

      syscall(call, value, value, value, value, value, value);
    }
  }
  return 0;
}
