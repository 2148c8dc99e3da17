#!/bin/sh
# Prints what this build left out, one line each: what, and the package that would enable it.
# usage: skipped.sh DIRECTORY   (every DIRECTORY/*.txt holds such lines)
set -eu
lines=$(cat "$1"/*.txt 2>/dev/null | sort -u)
if [ -z "$lines" ]; then
  echo "Nothing was skipped."
else
  echo "Skipped on this host:"
  printf '%s\n' "$lines" | sed 's/^/  /'
fi
