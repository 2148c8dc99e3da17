/* Gives a command what a container runtime's defaults give: an imitation of Docker for the test suite, not a sandbox.
 *
 * Usage: container [--uid N] [--gid N] [--capabilities none] [--privileges old] [--] command [argument…]
 *   The group defaults to the user, without others. Without capabilities none is left, not even in the bounding set, as
 *   with `docker run --cap-drop=ALL`; with old privileges no exec gives any, as with --security-opt=no-new-privileges.
 * Exit: the command's own; 125 when the container cannot be made, 126 when the command cannot be executed, 127 when
 * there is none. Must be started as root. It does not need no_new_privs, because the filter is installed before the
 * capabilities go.
 *
 * Capabilities: the 14 of Docker's default, as bounding, permitted and effective set; nothing inheritable or ambient.
 * For another user than 0 the bounding set stays and permitted and effective are empty, as with `docker run --user`.
 *
 * Filter: Docker's default profile (github.com/moby/profiles, seccomp/default.json, 2025), for the 14 capabilities.
 * That profile lists what is allowed and answers EPERM to the rest; here the rest is listed, per ABI:
 *   clone       EPERM with a CLONE_NEW* flag
 *   clone3      ENOSYS; so are numbers above 466 (removexattrat), as runc answers to calls newer than the profile
 *   personality EPERM but for 0, 8, 0x20000, 0x20008 and 0xffffffff (so ASLR cannot be turned off)
 *   socket      EPERM for AF_VSOCK and AF_ALG (the profile also refuses families that no kernel has)
 *   others      EPERM for those in container_calls.h
 * Allowed: ptrace, process_vm_readv, process_vm_writev, seccomp, landlock_*, pidfd_open, chroot, adjtimex,
 * name_to_handle_at. Different on purpose: x32 calls (which Docker allows and few kernels have) and foreign ABIs, such
 * as 32-bit ARM, are refused. Not imitated: namespaces, cgroups, masked files in /proc, AppArmor. */
#include "container_calls.h"
#include <errno.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LAST_KNOWN = 466, X32_BIT = 0x40000000, NAMESPACES = 0x7e020000, AF_ALG_ = 38, AF_VSOCK_ = 40 };

static const struct abi {
  uint32_t arch;
  short clone, clone3, personality, socket;
  int wide; /* arguments have 64 bits */
} abis[] = {
    {AUDIT_ARCH_X86_64, 56, 435, 135, 41, 1},
    {AUDIT_ARCH_I386, 120, 435, 136, 359, 0},
    {AUDIT_ARCH_AARCH64, 220, 435, 92, 198, 1},
};

static const unsigned capabilities[] = {
    CAP_CHOWN,   CAP_DAC_OVERRIDE, CAP_FOWNER,  CAP_FSETID,     CAP_KILL,  CAP_SETGID,    CAP_SETUID,
    CAP_SETPCAP, CAP_NET_BIND_SERVICE, CAP_NET_RAW, CAP_SYS_CHROOT, CAP_MKNOD, CAP_AUDIT_WRITE, CAP_SETFCAP,
};

static const uint32_t personalities[] = {0, 8, 0x20000, 0x20008, 0xffffffff};

static struct sock_filter code[BPF_MAXINSNS];
static unsigned short length;

static void __attribute__((noreturn)) fail(const char *step) {
  fprintf(stderr, "container: %s: %s (must be started as root with all capabilities)\n", step, strerror(errno));
  exit(125);
}

static void emit(uint16_t operation, uint32_t value, size_t if_true, size_t if_false) {
  code[length++] = (struct sock_filter)BPF_JUMP(operation, value, (uint8_t)if_true, (uint8_t)if_false);
}

static void load(size_t offset) {
  emit(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void answer(uint32_t action) {
  emit(BPF_RET | BPF_K, action, 0, 0);
}

static void refuse(int error) {
  answer(SECCOMP_RET_ERRNO | (uint32_t)error);
}

/* Emits: when the number is this one, go on with the next instruction, else leap over the count after it. */
static void when(short number, size_t count) {
  emit(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)number, 0, count);
}

static void emit_personality(const struct abi *abi) {
  const size_t values = sizeof personalities / sizeof *personalities;
  when(abi->personality, values + 3 + (abi->wide ? 3 : 0));
  if (abi->wide) {
    load(offsetof(struct seccomp_data, args[0]) + 4);
    emit(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0);
    refuse(EPERM);
  }
  load(offsetof(struct seccomp_data, args[0]));
  for (size_t i = 0; i < values; i++)
    emit(BPF_JMP | BPF_JEQ | BPF_K, personalities[i], values - i, 0);
  refuse(EPERM);
  answer(SECCOMP_RET_ALLOW);
}

static void emit_arguments(const struct abi *abi) {
  when(abi->clone3, 1);
  refuse(ENOSYS);
  when(abi->clone, 4);
  load(offsetof(struct seccomp_data, args[0]));
  emit(BPF_JMP | BPF_JSET | BPF_K, NAMESPACES, 0, 1);
  refuse(EPERM);
  answer(SECCOMP_RET_ALLOW);
  when(abi->socket, 5);
  load(offsetof(struct seccomp_data, args[0]));
  emit(BPF_JMP | BPF_JEQ | BPF_K, AF_ALG_, 1, 0);
  emit(BPF_JMP | BPF_JEQ | BPF_K, AF_VSOCK_, 0, 1);
  refuse(EPERM);
  answer(SECCOMP_RET_ALLOW);
  emit_personality(abi);
}

/* One section per ABI. Number -1 is a call that a tracer has cancelled: allowed, or the tracer's result would be
 * lost. */
static void emit_abi(size_t which) {
  const struct abi *abi = &abis[which];
  load(offsetof(struct seccomp_data, nr));
  emit(BPF_JMP | BPF_JEQ | BPF_K, UINT32_MAX, 0, 1);
  answer(SECCOMP_RET_ALLOW);
  if (abi->arch == AUDIT_ARCH_X86_64) {
    emit(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1);
    refuse(EPERM);
  }
  emit_arguments(abi);
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
    if (refused[i][which] != NONE) {
      when(refused[i][which], 1);
      refuse(EPERM);
    }
  emit(BPF_JMP | BPF_JGT | BPF_K, LAST_KNOWN, 0, 1);
  refuse(ENOSYS);
  answer(SECCOMP_RET_ALLOW);
}

/* A section is longer than a conditional jump reaches, so each ABI's is leapt over by an unconditional one. */
static void build_filter(void) {
  for (size_t which = 0; which < sizeof abis / sizeof *abis; which++) {
    load(offsetof(struct seccomp_data, arch));
    emit(BPF_JMP | BPF_JEQ | BPF_K, abis[which].arch, 1, 0);
    unsigned short leap = length++;
    emit_abi(which);
    code[leap] = (struct sock_filter)BPF_STMT(BPF_JMP | BPF_JA, (uint32_t)(length - leap - 1));
  }
  refuse(EPERM);
}

static int kept = sizeof capabilities / sizeof *capabilities; /* so many of them */

static void limit_bounding_set(void) {
  for (unsigned capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++) {
    int is_kept = 0;
    for (int i = 0; i < kept; i++)
      is_kept |= capabilities[i] == capability;
    if (!is_kept && prctl(PR_CAPBSET_DROP, capability, 0, 0, 0))
      fail("dropping a capability from the bounding set");
  }
  if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0))
    fail("clearing the ambient capabilities");
}

static void install_filter(void) {
  build_filter();
  struct sock_fprog program = {.len = length, .filter = code};
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program))
    fail("installing the filter");
}

static void become(uid_t user, gid_t group) {
  if (setgroups(0, NULL))
    fail("setgroups");
  if (setresgid(group, group, group))
    fail("setresgid");
  if (setresuid(user, user, user))
    fail("setresuid");
}

static void limit_capabilities(uid_t user) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct sets[2] = {{0}, {0}};
  for (int i = 0; user == 0 && i < kept; i++)
    sets[capabilities[i] / 32].permitted |= 1u << capabilities[i] % 32;
  for (size_t word = 0; word < 2; word++)
    sets[word].effective = sets[word].permitted;
  if (syscall(SYS_capset, &header, sets))
    fail("capset");
}

static unsigned parse_id(const char *text) {
  char *end;
  unsigned long id = text ? strtoul(text, &end, 10) : 0;
  if (!text || *text < '0' || *text > '9' || *end || id >= UINT32_MAX) {
    fprintf(stderr, "container: \"%s\" is not a user or group number\n", text ? text : "");
    exit(125);
  }
  return (unsigned)id;
}

/* Whether this option comes next, with this value, which is the only one. */
static int is_option(char **words, const char *name, const char *value) {
  return !strcmp(words[0], name) && words[1] && !strcmp(words[1], value);
}

int main(int argc, char **argv) {
  unsigned user = 0, group = 0;
  int has_group = 0, has_old_privileges = 0, next = 1;
  for (; next < argc && !strncmp(argv[next], "--", 2) && argv[next][2]; next += 2) {
    if (!strcmp(argv[next], "--uid"))
      user = parse_id(argv[next + 1]);
    else if (!strcmp(argv[next], "--gid"))
      group = parse_id(argv[next + 1]), has_group = 1;
    else if (is_option(argv + next, "--capabilities", "none"))
      kept = 0;
    else if (is_option(argv + next, "--privileges", "old"))
      has_old_privileges = 1;
    else
      break;
  }
  if (next < argc && !strcmp(argv[next], "--"))
    next++;
  if (next >= argc || argv[next][0] == '-') {
    fprintf(stderr, "usage: container [--uid N] [--gid N] [--capabilities none] [--privileges old] [--] command [argument...]\n");
    return 125;
  }
  limit_bounding_set();
  install_filter();
  become(user, has_group ? group : user);
  limit_capabilities(user);
  if (has_old_privileges && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    fail("no_new_privs");
  execvp(argv[next], argv + next);
  int code_for_shell = errno == ENOENT ? 127 : 126;
  fprintf(stderr, "container: %s: %s\n", argv[next], strerror(errno));
  return code_for_shell;
}
