#!/bin/sh
# Regenerates the system call tables in src/main/resources/org/sandtrap/syscall from the kernel headers
# of this machine and from syscalls-newer.tsv. Needs gcc and aarch64-linux-gnu-gcc with their
# kernel headers (Debian: linux-libc-dev gcc-aarch64-linux-gnu linux-libc-dev-arm64-cross).
# Usage: native/syscalls.sh [output directory]
set -eu
export LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../src/main/resources/org/sandtrap/syscall}

need() {
  command -v "$1" >/dev/null || {
    echo "syscalls.sh: $1 was not found; install it with: apt-get install $2" >&2
    exit 1
  }
}

# header_version COMPILER: the release of the kernel headers that the compiler sees
header_version() {
  code=$(echo '#include <linux/version.h>
LINUX_VERSION_CODE' | "$1" -E -P - | tail -n 1)
  echo "$((code >> 16)).$((code >> 8 & 255)).$((code & 255))"
}

# header_calls COMPILER HEADER: "number<TAB>name" of every call the header defines. Names are quoted
# while they pass the preprocessor, which resolves the numbers (some are defined through others).
header_calls() {
  echo "#include <$2>" | "$1" -E -dM - |
    sed -nE 's/^#define __NR_([a-z_0-9]+) .*/\1/p' |
    grep -vxE 'syscalls|arch_specific_syscall' |
    sed -E 's/.*/"&" __NR_&/' |
    { echo "#include <$2>"; cat; } |
    "$1" -D__X32_SYSCALL_BIT=0 -E -P - |
    sed -nE 's/^"([a-z_0-9]+)" (.*)$/\1 \2/p' |
    while read -r name expression; do
      printf '%d\t%s\n' "$(($expression))" "$name"
    done
}

# newer_calls ABI: the same from the supplement
newer_calls() {
  awk -F '\t' -v abi="$1" '!/^#/ && ($2 == "all" || index("," $2 ",", "," abi ",")) {
    print $1 "\t" $3
  }' "$here/syscalls-newer.tsv"
}

# table ABI COMPILER HEADER
table() {
  calls=$( { header_calls "$2" "$3"; newer_calls "$1"; } | sort -n | uniq)
  twice=$(echo "$calls" | cut -f 1 | uniq -d; echo "$calls" | cut -f 2 | sort | uniq -d)
  if [ -n "$twice" ]; then
    echo "syscalls.sh: $1: headers and supplement disagree about:" $twice >&2
    exit 1
  fi
  if [ "$(echo "$calls" | wc -l)" -lt 300 ]; then
    echo "syscalls.sh: $1: too few calls found in <$3>; are its kernel headers installed?" >&2
    exit 1
  fi
  {
    echo "# Linux system calls of $1: number, name. Do not edit: made by native/syscalls.sh from the"
    echo "# kernel headers $(header_version "$2") (<$3>) and native/syscalls-newer.tsv."
    echo "$calls"
  } >"$out/$1.tsv"
  echo "$1: $(echo "$calls" | wc -l) calls"
}

need gcc gcc
need aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu
mkdir -p "$out"
table x86-64 gcc asm/unistd_64.h
table x32 gcc asm/unistd_x32.h
table i386 gcc asm/unistd_32.h
table aarch64 aarch64-linux-gnu-gcc asm/unistd.h
