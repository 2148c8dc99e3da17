#!/bin/sh
# Checks that the container imitation is what its comment says, as root and as user 65534.
# usage: container_check.sh [DIRECTORY]      where container and container_probe are (default: ../../target/check)
# Exit: 0 when all is as stated, or when this user cannot make the container (skipped, with a message); 1 otherwise.
set -u
directory=${1:-$(dirname "$0")/../../target/check}
container=$directory/container
probe=$directory/container_probe
wrong=0

if ! "$container" -- true 2>/dev/null; then
  echo "container_check: skipped, $("$container" -- true 2>&1 | head -1)"
  echo "container_check: to run it: sudo sh $0 $directory (a root without CAP_SYS_ADMIN, as in a container, cannot)"
  exit 0
fi

complain() {
  echo "container_check: $*" >&2
  wrong=1
}

# expect WHO NAME WANTED: looks in $results, lines "NAME FOUND", for one of the values wanted.
expect() {
  found=$(printf '%s\n' "$results" | sed -n "s/^$2 //p")
  case " $3 " in
    *" $found "*) ;;
    *) complain "$1: $2: expected $3, found ${found:-nothing}" ;;
  esac
}

refused="unshare mount umount2 setns open_tree mount_setattr personality-no-randomize io_uring_setup io_uring_enter
  io_uring_register perf_event_open keyctl add_key request_key bpf userfaultfd kcmp pidfd_getfd process_madvise
  get_mempolicy settimeofday clock_settime socket-vsock socket-alg clone-newuser clone-newpid"
allowed="personality-query personality-linux socket-unix clone-plain ptrace-traceme"
reached="process_vm_readv=errno-22 seccomp=errno-14 adjtimex=errno-14 name_to_handle_at=errno-14"
i386_refused="i386-unshare i386-personality-no-randomize i386-keyctl i386-socket-vsock"

check_calls() {
  for name in $refused; do expect "$1" "$name" EPERM; done
  for name in $allowed; do expect "$1" "$name" ok; done
  for pair in $reached; do expect "$1" "${pair%=*}" "${pair#*=}"; done
  expect "$1" clone3 ENOSYS
  expect "$1" chroot "$2"
  [ "$(uname -m)" = x86_64 ] || return 0
  expect "$1" x32-getpid EPERM
  case $results in
    *"i386 absent"*)
      echo "container_check: note: $1: not tried, this kernel has no 32-bit emulation: int 0x80"
      return 0
      ;;
  esac
  for name in $i386_refused; do expect "$1" "$name" EPERM; done
  expect "$1" i386-clone3 ENOSYS
  expect "$1" i386-getpid ok
  expect "$1" i386-personality-query ok
}

# check_status WHO UID GID PERMITTED [BOUNDING [NO_NEW_PRIVS]]: the lines of /proc/self/status.
check_status() {
  expect "$1" Uid "$2-$2-$2-$2"
  expect "$1" Gid "$3-$3-$3-$3"
  expect "$1" CapInh 0000000000000000
  expect "$1" CapPrm "$4"
  expect "$1" CapEff "$4"
  expect "$1" CapBnd "${5:-00000000a80425fb}"
  expect "$1" CapAmb 0000000000000000
  expect "$1" NoNewPrivs "${6:-0}"
  expect "$1" Seccomp 2
}

# status OPTIONS…: "NAME VALUE" lines, with a dash between several values
status() {
  "$container" "$@" -- cat /proc/self/status | sed 's/:[[:space:]]*/ /; s/[[:space:]]*$//; s/	/-/g'
}

results=$(status)
check_status "root" 0 0 00000000a80425fb
results=$(status --uid 65534 --gid 100)
check_status "uid 65534" 65534 100 0000000000000000
results=$(status --capabilities none)
check_status "root without capabilities" 0 0 0000000000000000 0000000000000000
results=$(status --uid 65534 --capabilities none --privileges old)
check_status "restricted" 65534 65534 0000000000000000 0000000000000000 1
results=$("$container" -- "$probe")
check_calls "root" ok
copy=$(mktemp -d) && chmod 755 "$copy" && cp "$probe" "$copy/probe" # the build directory may be closed to others
results=$("$container" --uid 65534 -- "$copy/probe")
check_calls "uid 65534" EPERM
rm -rf "$copy"

"$container" -- sh -c 'exit 7'; [ $? -eq 7 ] || complain "the exit code of the command is not passed on"
"$container" -- /nonexistent 2>/dev/null; [ $? -eq 127 ] || complain "a missing command does not give 127"
"$container" -- / 2>/dev/null; [ $? -eq 126 ] || complain "a directory as the command does not give 126"
"$container" --uid x -- true 2>/dev/null; [ $? -eq 125 ] || complain "a wrong user number does not give 125"

# A probe that is refused outside as well shows nothing.
results=$("$probe")
for name in $refused; do
  case $(printf '%s\n' "$results" | sed -n "s/^$name //p") in
    EPERM) echo "container_check: note: $name is refused outside the container too" ;;
  esac
done

[ $wrong -eq 0 ] && echo "container_check: all as stated"
exit $wrong
