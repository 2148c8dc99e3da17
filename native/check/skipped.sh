#!/bin/sh
# Prints what this build left out, one line each: what, and the package that would enable it.
# usage: skipped.sh DIRECTORY   (every DIRECTORY/*.txt holds such lines)
# Under SANDTRAP_REQUIRE=true it fails when something could not be built; skipped tests fail by themselves then. Only Gradle
# may be missing: distributions do not have it, or one that is too old.
set -eu
lines=$(cat "$1"/*.txt 2>/dev/null | sort -u)
if [ -z "$lines" ]; then
  echo "Nothing was skipped."
  exit 0
fi
echo "Skipped on this host:"
printf '%s\n' "$lines" | sed 's/^/  /'
for file in "$1"/*.txt; do
  case ${file##*/} in tests.txt | gradle.txt) continue ;; esac
  if [ "${SANDTRAP_REQUIRE:-}" = true ] && [ -s "$file" ]; then
    echo "SANDTRAP_REQUIRE=true lets nothing be skipped, but $file is not empty. Remedy: install what it names." >&2
    exit 1
  fi
done
