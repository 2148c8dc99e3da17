# What constants.sh and structs.sh share: a directory to work in, and the compilers of each interface. Nothing that they
# compile is run: the values are read from assembler text. To be sourced.
# Needs gcc, gcc -m32 and aarch64-linux-gnu-gcc with their headers
# (Debian: gcc libc6-dev-i386 gcc-aarch64-linux-gnu libc6-dev-arm64-cross). x32 needs no more: only the kernel's headers
# are read.
set -eu
export LC_ALL=C

script=$(basename "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

need() {
  command -v "$1" >/dev/null || {
    echo "$script: $1 was not found; install it with: apt-get install $2" >&2
    exit 1
  }
}

need gcc gcc
need aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu

# The kernel headers of Debian are in the directory of the 64-bit compiler.
headers=/usr/include/$(gcc -print-multiarch)

# compile ABI NAME [OPTION...]: the assembler text NAME.s of NAME.c, both in the work directory
compile() {
  abi=$1 name=$2
  shift 2
  case $abi in
    x86-64) set -- gcc "$@" ;;
    x32) set -- gcc -mx32 -idirafter "$headers" "$@" ;;
    i386) set -- gcc -m32 -idirafter "$headers" "$@" ;;
    aarch64) set -- aarch64-linux-gnu-gcc "$@" ;;
  esac
  "$@" -w -O1 -S -o "$work/$name.s" "$work/$name.c" 2>"$work/errors" || {
    echo "$script: $abi: are its headers installed, and not older than Linux 6.1?" >&2
    grep error "$work/errors" >&2
    exit 1
  }
}

# marked FILE...: the marked lines of assembler texts, without what compilers write before numbers
marked() {
  sed -nE '/^@/ { s/[$#]//g; s/^@ //; p }' "$@"
}
