#!/bin/sh
# Runs examples/gradle against the library of this build, where Gradle 8 or later is on the PATH; else notes it as skipped.
# usage: gradle.sh [DIRECTORY]      the build directory, in which "mvn verify" has made examples-repository (default: ../../target)
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
target=${1:-$project/target}
oldest=8

skip() {
  mkdir -p "$target/skipped"
  echo "examples/gradle: $1" | tee "$target/skipped/gradle.txt"
  exit 0
}

command -v gradle >/dev/null || skip "Gradle $oldest or later, https://gradle.org/install"
version=$(gradle --version | sed -n 's/^Gradle \([0-9][0-9]*\).*/\1/p')
[ "${version:-0}" -ge "$oldest" ] || skip "Gradle $oldest or later instead of ${version:-an unknown one}, https://gradle.org/install"
[ -d "$target/examples-repository/org/sandtrap" ] || skip "Sandtrap in $target/examples-repository, mvn verify"

# Copies, so that nothing is built in the source tree.
copy=$target/examples-gradle
rm -rf "$copy"
mkdir -p "$copy"
for example in gradle quickstart; do
  cp -R "$project/examples/$example" "$copy/"
done
rm -rf "$copy/quickstart/target"
cd "$copy/gradle"
exec gradle --no-daemon --console=plain "-Dmaven.repo.local=$target/examples-repository" test
