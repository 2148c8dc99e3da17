#!/bin/sh
# Runs the compiled tests away from the build, in a JVM of their own on a copy of the class path.
# usage: suite.sh MODE [PROJECT]
#   plain             as the calling user
#   nobody            as an unprivileged user, to whom a control group of memory is delegated where version 1 is there
#   container         in an imitation of a container, as root   (native/check/container.c)
#   container-nobody  the same, as an unprivileged user
# and, of a few classes only, which say whether the host is what it is taken for and whether hostile programs are held:
#   github            a hosted runner of GitHub: an unprivileged user with user namespaces
#   github-container  a container on it: root, with the defaults of a container runtime
#   gradescope        root without any capability, behind the filter of a container
#   kubernetes        the restricted profile: not root, no new privileges, no capabilities, the runtime's default filter
#   slurm             a step of a job with one processor, by affinity and by Slurm's variables, as an unprivileged user
# Needs "mvn verify" and "mvn dependency:copy-dependencies" before it. Tests with the tag "build" need the source tree
# and are left out; tests with the tag "slow" run in the mode nobody without a trace only. Tests that lack something are
# skipped here and listed, but a host that cannot supervise fails.
# In the environment: SANDTRAP_TAG=NAME for only the tests with this tag (of attacks then all on hosts of all kinds),
# SANDTRAP_TRACE=all to trace every run,
# SANDTRAP_LIBS=NAME for the libraries in target/NAME instead of target/test-libs, JAVA_HOME for another JDK.
set -eu

nobody=65534
mode=${1:?usage: suite.sh plain|nobody|container|container-nobody [PROJECT]}
libs=${SANDTRAP_LIBS:-test-libs}
project=$(cd "${2:-$(dirname "$0")/../..}" && pwd)

fail() {
  echo "suite.sh $mode: $1" >&2
  exit 1
}

for part in classes test-classes "$libs" tracees; do
  [ -d "$project/target/$part" ] || fail "no $project/target/$part. Remedy: mvn verify && mvn dependency:copy-dependencies"
done
case $mode in
  plain) ;;
  nobody | container | container-nobody | github | github-container | gradescope | kubernetes | slurm)
    [ "$(id -u)" = 0 ] || fail "only root can change the user and the capabilities. Remedy: run it as root"
    ;;
  *) fail "no such mode; there are those that this script lists at its beginning" ;;
esac

# Whose rights the tests have, and whether they are few.
user=$nobody few=
case $mode in
  plain | container) user=0 ;;
  github-container | gradescope) user=0 few=yes ;;
  github | kubernetes | slurm) few=yes ;;
esac

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
copy=$(mktemp -d "${TMPDIR:-/tmp}/sandtrap-suite.XXXXXX")
trap 'rm -rf "$copy"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir "$copy/target" "$copy/tmp"
for part in classes test-classes "$libs" tracees; do
  cp -R "$project/target/$part" "$copy/target/"
done
[ ! -e "$project/target/check/container" ] || cp "$project/target/check/container" "$copy/"
chmod -R a+rX "$copy"
case $user in
  "$nobody")
    chown -R "$nobody:$nobody" "$copy"
    setpriv --reuid="$nobody" --regid="$nobody" --clear-groups "$java" -version >/dev/null 2>&1 \
      || fail "$java does not run as user $nobody. Remedy: use a JDK that every user may read, for example below /usr/lib/jvm"
    ;;
esac

# The slow tests run once as root, in the build, and once here.
slow="--exclude-tag slow"
[ "$mode" != nobody ] || [ -n "${SANDTRAP_TRACE:-}" ] || slow=

classes="--scan-classpath target/test-classes --include-classname [^$]*Tests?"
[ -z "$few" ] || classes="--select-class org.sandtrap.HostSupportTests --select-class org.sandtrap.attack.HostProfile
  --select-class org.sandtrap.attack.AttackTests --select-class org.sandtrap.junit.UntrustedAnnotationTests
  --include-classname .*"

set -f # patterns in $classes are of names of classes, not of files
# shellcheck disable=SC2086
set -- "$java" --enable-native-access=ALL-UNNAMED "-Djava.io.tmpdir=$copy/tmp" -Dsandtrap.unsupported=fail \
  ${SANDTRAP_TRACE:+"-Dsandtrap.trace=$SANDTRAP_TRACE"} ${few:+"-Dtests.profile=$mode"} \
  "-Dtests.attacks.all=$([ "${SANDTRAP_TAG:-}" = attacks ] && echo true || echo false)" \
  -cp "target/test-classes:target/classes:target/$libs/*" \
  org.junit.platform.console.ConsoleLauncher execute $classes --exclude-tag build $slow ${SANDTRAP_TAG:+--include-tag "$SANDTRAP_TAG"} \
  --fail-if-no-tests --disable-banner --disable-ansi-colors --details summary
set +f

# The own group in the hierarchy of version 1 that controls memory, or nothing.
own_group() {
  point=$(awk '$0 ~ / - cgroup [^ ]* ([^ ]*,)?memory(,|$)/ && $4 == "/" { print $5; exit }' /proc/self/mountinfo)
  path=$(sed -n -E 's/^[0-9]+:([^:]*,)?memory(,[^:]*)?://p' /proc/self/cgroup)
  [ -z "$point" ] || [ -z "$path" ] || echo "$point${path%/}"
}

delegated=
if [ "$mode" = nobody ]; then
  own=$(own_group)
  if [ -n "$own" ] && mkdir "$own/sandtrap-suite-$$" 2>/dev/null; then
    delegated=$own/sandtrap-suite-$$
    trap 'rm -rf "$copy"; rmdir "$delegated"' EXIT
    chown "$nobody:$nobody" "$delegated" "$delegated/tasks" "$delegated/cgroup.procs"
  fi
fi

case $mode in
  nobody | github) set -- setpriv --reuid="$nobody" --regid="$nobody" --clear-groups "$@" ;;
  slurm)
    # The last processor that this shell may use, whichever they are.
    processor=$(taskset -c -p $$ | sed 's/.*[:,-] *//')
    set -- env SLURM_JOB_ID=1 SLURM_CPUS_ON_NODE=1 taskset -c "$processor" \
      setpriv --reuid="$nobody" --regid="$nobody" --clear-groups "$@"
    ;;
  container | github-container) set -- "$copy/container" -- "$@" ;;
  gradescope) set -- "$copy/container" --capabilities none -- "$@" ;;
  kubernetes) set -- "$copy/container" --uid "$nobody" --capabilities none --privileges old -- "$@" ;;
  container-nobody) set -- "$copy/container" --uid "$nobody" -- "$@" ;;
esac

if [ -n "$delegated" ]; then
  set -- sh -c 'echo $$ > "$0/cgroup.procs" && exec "$@"' "$delegated" "$@"
fi

echo "The test suite, $mode${delegated:+, with a control group of its own}:"
cd "$copy"
{
  status=0
  env -u SANDTRAP_REQUIRE "HOME=$copy" "TMPDIR=$copy/tmp" "$@" 2>&1 || status=$?
  echo "$status" > "$copy/status"
} | tee "$copy/log"
status=$(cat "$copy/status")
sh "$project/native/check/skipped.sh" target/skipped
if [ "$status" != 0 ]; then
  # Once more at the end: the list of what was skipped is long, and a log may be cut to its last lines.
  sed -n '/^Failures (/,$p' "$copy/log" >&2
  fail "the tests failed (exit status $status)"
fi
