#!/bin/sh
# How Maven calls make: says what to install when make itself is missing, and copes with a path that has spaces.
# usage: build.sh TARGET...
set -eu
cd "$(dirname "$0")"
if ! command -v make >/dev/null; then
  echo "No make: looked for it in PATH=$PATH. Remedy: apt-get install gcc make libc6-dev" >&2
  exit 1
fi
exec make -j"$(nproc 2>/dev/null || echo 2)" "$@"
