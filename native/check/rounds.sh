#!/bin/sh
# Runs the tests of limits again and again while the processors are busy with something else, and stops at the first
# round that is wrong, with what it said.
# usage: rounds.sh N [PROJECT]      N rounds; beside them one busy loop for each processor
# Needs what suite.sh needs; all rounds run what was built when the first began. What the tests say is kept, round by
# round, in PROJECT/target/rounds.
set -eu

rounds=${1:?usage: rounds.sh N [PROJECT]}
here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "${2:-$here/../..}" && pwd)
said=$project/target/rounds
loops=
suite=

# Stops the loops and the round, which is a process group of its own, and waits for them: nothing else is touched.
leave() {
  status=$?
  trap - EXIT HUP INT TERM
  # shellcheck disable=SC2086
  kill $loops 2>/dev/null || true
  [ -z "$suite" ] || kill -- "-$suite" 2>/dev/null || true
  wait
  rm -rf "$built"
  exit "$status"
}
built=$(mktemp -d "${TMPDIR:-/tmp}/sandtrap-rounds.XXXXXX")
trap leave EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# A loop ends by itself when this shell has been killed.
be_busy() {
  while kill -0 "$$" 2>/dev/null; do
    turns=0
    while [ "$turns" -lt 100000 ]; do
      turns=$((turns + 1))
    done
  done
}

mkdir -p "$built/target" "$built/native"
cp -R "$here" "$built/native/check"
for part in classes test-classes test-libs tracees; do
  [ ! -d "$project/target/$part" ] || cp -R "$project/target/$part" "$built/target/"
done
rm -rf "$said"
mkdir -p "$said"
for _ in $(seq "$(nproc)"); do
  be_busy &
  loops="$loops $!"
done

begun=$(date +%s)
round=1
while [ "$round" -le "$rounds" ]; do
  # In the background, so that a signal to this shell is heeded at once.
  SANDTRAP_TAG=limits setsid sh "$built/native/check/suite.sh" plain "$built" >"$said/$round.txt" 2>&1 &
  suite=$!
  if ! wait "$suite"; then
    suite=
    cat "$said/$round.txt"
    echo "rounds.sh: round $round of $rounds was wrong, after $(($(date +%s) - begun)) s" >&2
    exit 1
  fi
  suite=
  tests=$(sed -n 's/^\[ *\([0-9]*\) tests successful *\]$/\1/p' "$said/$round.txt")
  echo "round $round of $rounds: $tests tests successful, $(($(date +%s) - begun)) s"
  round=$((round + 1))
done
echo "All $rounds rounds were right."
