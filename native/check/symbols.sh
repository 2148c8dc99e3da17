#!/bin/sh
# Fails when a shared library needs something that an older system lacks, or exports what it should keep to itself.
# usage: symbols.sh LIBRARY
set -eu
library=$1
newest=2.17   # the C library of the oldest systems supported; also the first one for aarch64
prefix=st_

table=$("${READELF:-readelf}" --wide --dyn-syms "$library")
dynamic=$("${READELF:-readelf}" --wide --dynamic "$library")

# "found" prints what it is given, so that the checks below all report before the script fails.
status=0
found() {
  if [ -n "$1" ]; then
    printf '%s\n' "$1" >&2
    status=1
  fi
}

found "$(printf '%s\n' "$table" | awk -v newest="$newest" -v library="$library" '
  function number(version, part) { split(version, part, "."); return part[1] * 1000000 + part[2] * 1000 + part[3] }
  $7 == "UND" && match($8, /@+GLIBC_[0-9.]+/) {
    version = substr($8, RSTART, RLENGTH); sub(/^@+GLIBC_/, "", version)
    if (number(version) > number(newest))
      printf "%s needs %s of GLIBC_%s, but systems with GLIBC_%s are supported. Remedy: use an older function," \
        " the raw system call, or .symver to an older version of it.\n", library, substr($8, 1, RSTART - 1), version, newest
  }')"

found "$(printf '%s\n' "$table" | awk -v prefix="$prefix" -v library="$library" '
  $5 ~ /GLOBAL|WEAK|UNIQUE/ && $7 != "UND" && $8 != "" && index($8, prefix) != 1 {
    printf "%s exports %s, but only names with %s are its interface. Remedy: make it static, or leave it hidden.\n",
      library, $8, prefix
  }')"

found "$(printf '%s\n' "$dynamic" | awk -v library="$library" '
  /\(NEEDED\)/ && !/\[libc\.so\.6\]/ && !/\[ld-linux-/ {
    printf "%s needs the library %s, but only the C library may be assumed. Remedy: do without it.\n", library, $NF
  }
  /\(TEXTREL\)/ { printf "%s has text relocations. Remedy: compile everything with -fPIC.\n", library }')"

exit $status
