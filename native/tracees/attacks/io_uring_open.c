/* Attack 36: opens a file and connects a socket through a ring, without the calls that rules know.
 * Usage: io_uring_open [FILE]     (default io_uring_open.txt, which is created)
 * Report: io_uring_setup is refused with ENOSYS and told of; FILE must not appear. Prints "setup ERROR" and exits 0;
 *   otherwise "open RESULT" and "connect RESULT", 0 or more or the negative errno. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <fcntl.h>
#include <linux/io_uring.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct io_uring_params parameters;
static uint8_t *submissions, *completions;
static struct io_uring_sqe *entries;
static int ring;

static uint32_t *field(uint8_t *base, uint32_t offset) {
  return (uint32_t *)(void *)(base + offset);
}

/* One entry, waited for; answers its result. */
static int submit(const struct io_uring_sqe *entry) {
  uint32_t tail = *field(submissions, parameters.sq_off.tail);
  uint32_t slot = tail & *field(submissions, parameters.sq_off.ring_mask);
  entries[slot] = *entry;
  field(submissions, parameters.sq_off.array)[slot] = slot;
  __atomic_store_n(field(submissions, parameters.sq_off.tail), tail + 1, __ATOMIC_RELEASE);
  if (syscall(SYS_io_uring_enter, ring, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0) < 0)
    return -errno;
  uint32_t *head = field(completions, parameters.cq_off.head);
  uint32_t mask = *field(completions, parameters.cq_off.ring_mask);
  struct io_uring_cqe *done = (struct io_uring_cqe *)(void *)(completions + parameters.cq_off.cqes) + (*head & mask);
  int result = done->res;
  __atomic_store_n(head, *head + 1, __ATOMIC_RELEASE);
  return result;
}

static uint8_t *map(size_t size, off_t what) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring, what);
}

int main(int argc, char **argv) {
  const char *file = argc > 1 ? argv[1] : "io_uring_open.txt";
  struct sockaddr_in nobody = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  ring = (int)syscall(SYS_io_uring_setup, 4, &parameters);
  if (ring < 0) {
    printf("setup %s\n", error_name(errno));
    return 0;
  }
  submissions = map(parameters.sq_off.array + parameters.sq_entries * 4, IORING_OFF_SQ_RING);
  completions = map(parameters.cq_off.cqes + parameters.cq_entries * sizeof(struct io_uring_cqe), IORING_OFF_CQ_RING);
  entries = (void *)map(parameters.sq_entries * sizeof *entries, IORING_OFF_SQES);
  struct io_uring_sqe open = {.opcode = IORING_OP_OPENAT, .fd = AT_FDCWD, .addr = (uintptr_t)file, .len = 0600,
                              .open_flags = O_WRONLY | O_CREAT};
  struct io_uring_sqe make = {.opcode = IORING_OP_SOCKET, .fd = AF_INET, .off = SOCK_STREAM};
  printf("open %d\n", submit(&open));
  struct io_uring_sqe connect = {.opcode = IORING_OP_CONNECT, .fd = submit(&make), .addr = (uintptr_t)&nobody,
                                 .off = sizeof nobody};
  printf("connect %d\n", submit(&connect));
  return 0;
}
