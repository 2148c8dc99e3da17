#!/bin/sh
# Checks that the programs of the tests do what their comments say when nobody supervises them: their claims are what
# the tests of limits and usage rest on.
# usage: timed_check.sh [DIRECTORY]      where timed is (default: ../../target/check); the programs are beside it
# Exit: 0 when all is as stated; 1 otherwise.
set -u
directory=$(cd "${1:-$(dirname "$0")/../../target/check}" && pwd)
timed=$directory/timed
wrong=0
patience=60000 # milliseconds, for what ends by itself
place=$(mktemp -d) && trap 'rm -rf "$place"' EXIT
cd "$directory/../tracees" || exit 1

complain() {
  echo "timed_check: $*" >&2
  wrong=1
}

# there PROGRAM: it was built here, and this kernel runs it.
there() {
  [ -e "$1" ] || return 1
  case $1 in *-32) ./nothing-32 2>/dev/null ;; esac
}

# expect PATTERN MILLIS SIGNAL PROGRAM…: the program's lines and how it ended, joined by "; ", match the pattern
# (of case). What is not there is left out.
expect() {
  pattern=$1
  shift
  there "$3" || return 0
  found=$("$timed" "$@" </dev/null 2>&1 | tr '\n' ';' | sed 's/;/; /g')
  # shellcheck disable=SC2254
  case $found in
    $pattern) ;;
    *) complain "$*: expected $pattern, found $found" ;;
  esac
}

# value NAME: the number after NAME in what the last program printed
value() {
  printf ' %s\n' "$found" | sed "s/.*[ ;]$1 \([0-9]*\).*/\1/"
}

# between LOW HIGH NAME: the number after NAME
between() {
  number=$(value "$3")
  [ "$number" -ge "$1" ] && [ "$number" -le "$2" ] || complain "$3 not in $1..$2: $found"
}

check_processor_time() {
  for program in cpu_user "cpu_kernel getppid" "cpu_kernel zero" "cpu_threads 3" "cpu_threads 3 gone" \
    "cpu_threads 3 churn" "cpu_children 3 5000" "cpu_hidden_children adopted 1 5000"; do
    expect "timed: running *" 200 0 attacks/${program%% *} $(words "$program")
  done
  for how in ignore block handle; do
    expect "timed: running *" 600 24 attacks/cpu_sigxcpu $how
  done
  for how in spin sleep; do
    expect "timed: running *" 600 15 attacks/clock_games $how
  done
  expect "timed: running *" 200 0 attacks/cpu_kernel zero
  [ "$(value system_ms)" -ge "$(value user_ms)" ] || complain "not the kernel's time: $found"
  expect "children 3 cpu_ms *; timed: exit 0 *" "$patience" 0 attacks/cpu_children 3 30
  between 85 200 "children 3 cpu_ms"
  expect "children 2 waited_for_ms 0; timed: exit 0 * killed 0; " "$patience" 0 attacks/cpu_hidden_children ignored 2 100
  between 0 99 cpu_ms
  expect "children 2 waited_for_ms [0-9]*; timed: exit 0 * adopted 2 killed 0; " "$patience" 0 \
    attacks/cpu_hidden_children adopted 2 50
  between 95 250 "timed: exit 0 cpu_ms"
  expect "timed: exit 0 * adopted 2 killed 2; " 900 0 attacks/cpu_hidden_children orphan 2 5000
}

# words "PROGRAM ARGUMENTS…": the arguments
words() {
  case $1 in *" "*) echo "${1#* }" ;; esac
}

check_memory() {
  for how in memset populate huge; do
    expect "touched 16 MiB; timed: exit 0 *" "$patience" 0 attacks/mem_touch 1 16 $how
  done
  for how in none noreserve; do
    expect "reserved 100 GiB touched 10 MiB; timed: exit 0 *" "$patience" 0 attacks/mem_reserve $how
  done
  for program in attacks/mem_bss attacks/mem_bss-static; do
    expect "static 800 MiB untouched; timed: exit 0 *" "$patience" 0 $program
  done
  expect "timed: signal *" "$patience" 0 attacks/mem_bss_huge
  expect "spike 16 MiB; timed: exit 0 *" "$patience" 0 attacks/mem_spike 16 3
  for how in private shared one_by_one; do
    expect "children 3 each 8 MiB; timed: exit 0 * killed 0; " "$patience" 0 attacks/mem_tree $how 3 8 1
  done
  for how in memfd devshm sysv segments pipes; do
    expect "hidden 8 MiB resident [0-4] MiB; timed: exit 0 *" "$patience" 0 attacks/mem_hidden $how 8 1
  done
  for kind in "" -asan -tsan; do
    expect "sum 4000; timed: exit 0 *" "$patience" 0 ./sanitized$kind
  done
  expect "*AddressSanitizer: heap-buffer-overflow*timed: exit 1 *" "$patience" 0 ./sanitized-asan overflow
  expect "*ThreadSanitizer: data race*timed: exit 66 *" "$patience" 0 ./sanitized-tsan race
  expect "threads 3 worked 6 MiB interrupted; timed: exit 0 *" "$patience" 0 ./like_go 3 6
  expect "allocated 64 MiB refused none; timed: exit 0 *" "$patience" 0 attacks/mem_handled 1 64
  for program in attacks/mem_handled attacks/mem_handled-musl; do
    (ulimit -v 100000 && expect "allocated [89]? MiB refused ENOMEM; timed: exit 0 *" "$patience" 0 $program; exit $wrong) \
      || wrong=1
  done
  for how in recursion far thread; do
    expect "timed: signal 11 *" "$patience" 0 attacks/stack_overflow $how
  done
  expect "overflow handled; timed: exit 42 *" "$patience" 0 attacks/stack_overflow handled
}

check_files() {
  expect "7;   timed: exit 0 *" "$patience" 0 attacks/out_after_correct 7 2
  for how in big ignored blocked unlinked once; do
    expect "write none after 1048576 bytes files 1; timed: exit 0 *" "$patience" 0 attacks/file_flood $how "$place" 1
  done
  expect "write none after 2097152 bytes files 2; timed: exit 0 *" "$patience" 0 attacks/file_flood many "$place" 2
  expect "write none after 0 bytes files 20; timed: exit 0 *" "$patience" 0 attacks/file_flood empty "$place" 20
  [ "$(find "$place" -name 'flood-*' | wc -l)" -eq 20 ] || complain "file_flood: not 20 files"
  # ulimit -f counts 512 or 1024 bytes, by the shell
  (ulimit -f 100 && expect "write EFBIG after *00 bytes files 1; timed: exit 0 *" "$patience" 0 \
    attacks/file_flood ignored "$place" 1; exit $wrong) || wrong=1
  (ulimit -f 100 && expect "timed: signal 25 *" "$patience" 0 attacks/file_flood-32 big "$place" 1; exit $wrong) || wrong=1
  (ulimit -n 50 && expect "open 4? refused EMFILE; timed: exit 0 *" "$patience" 0 attacks/fd_exhaust; exit $wrong) || wrong=1
  expect "passed 500 refused none; timed: exit 0 *" "$patience" 0 attacks/fd_exhaust pass 500
}

check_processes() {
  for how in fork vfork clone setsid; do
    expect "processes 50 refused none; timed: exit 0 * killed 0; " "$patience" 0 attacks/fork_bomb $how 50
    expect "processes 50 refused none; timed: exit 0 * killed 0; " "$patience" 0 attacks/fork_bomb-32 $how 50
  done
  expect "zombies 30 refused none; timed: exit 0 * adopted 30 killed 0; " "$patience" 0 attacks/zombie_bomb 30
  expect "threads 30 refused none; timed: exit 0 *" "$patience" 0 attacks/thread_bomb 30
  for how in processes signals threads all; do
    expect "events [1-9]*; timed: exit 0 * killed 0; " "$patience" 0 attacks/event_storm $how 6 500
  done
  expect "fsize parent *; fsize setrlimit *; fsize prlimit *; fsize child *; timed: exit 0 *" "$patience" 0 attacks/raise_limits
  expect "processes 5 at_once 2 threads 3; timed: exit 0 * killed 0; " "$patience" 0 ./spawn_known 5 2 3
}

check_usage() {
  for kind in "" -32 -static -musl; do
    for how in main "vfork ./nothing" thread "hold 3" unmap; do
      expect "touched 8388608 peak_kib *; timed: exit 0 *" "$patience" 0 ./touch_memory$kind 8 $how
      # The kernel counts pages in batches of 32 for each processor, so that a peak may lack some.
      ! there ./touch_memory$kind || between 7600 11000 peak_kib
    done
    expect "self minor * children *; timed: exit 0 *" "$patience" 0 ./own_usage$kind 300 5 2 2
    ! there ./own_usage$kind || compare_faults
  done
  expect "timed: exit 0 *" "$patience" 0 ./touch_memory 8 exec ./nothing
  [ "$(value minor)" -ge 2048 ] || complain "touch_memory exec touched nothing: $found"
  for how in user kernel "threads 2" "children 2" orphan killed; do
    expect "cpu_ns [1-9]*; timed: exit 0 * killed 0; " "$patience" 0 ./burn_cpu 50 $how
    between $(($(value cpu_ns) / 1000000 - 2)) $(($(value cpu_ns) / 1000000 + 15)) "timed: exit 0 cpu_ms"
  done
  for program in ./io_known ./io_known-static ./io_known-musl; do
    expect "timed: exit 0 *" "$patience" 0 $program 100000 5000 /dev/zero "$place/written"
    [ ! -e $program ] || [ "$(wc -c <"$place/written")" -eq 5000 ] || complain "$program did not write 5000 bytes"
    expect "timed: exit 1 *" "$patience" 0 $program 1 1 -
  done
  expect "idle 20 work 20 rounds 2; timed: exit 0 *" "$patience" 0 ./idle_then_work 20 20 2
  between 1 400 "timed: exit 0 cpu_ms" # it works by the clock: on a busy host it gets little
  expect "idle 20 work 20 rounds 2; timed: exit 0 *" "$patience" 0 ./idle_then_work 20 20 2 io
}

# No fault comes after the last that own_usage tells: its own and its children's are what the parent is told.
compare_faults() {
  told=$(($(value "self minor") + $(value "children minor")))
  between "$told" "$told" "cpu_ms [0-9]* user_ms [0-9]* system_ms [0-9]* minor"
}

check_processor_time
check_memory
check_files
check_processes
check_usage
exit $wrong
