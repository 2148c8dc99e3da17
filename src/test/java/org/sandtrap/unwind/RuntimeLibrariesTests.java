package org.sandtrap.unwind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose code a user looks at. */
class RuntimeLibrariesTests {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/usr/lib/x86_64-linux-gnu/libc.so.6",
        "/lib/libc-2.31.so",
        "/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
        "/lib/ld-2.31.so",
        "/lib/ld-linux-aarch64.so.1",
        "/lib/ld-musl-x86_64.so.1",
        "/lib/libm.so.6",
        "/lib/libpthread-2.31.so",
        "/usr/lib/libstdc++.so.6.0.30",
        "/usr/lib/libc++abi.so.1",
        "/usr/lib/libgcc_s.so.1",
        "/usr/lib/libasan.so.8.0.0",
        "/usr/lib/libc.so.6 (deleted)"
      })
  void theRuntimeIsNobodysOwn(String path) {
    assertThat(RuntimeLibraries.contain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/me/a.out",
        "/home/me/libc",
        "/home/me/libcount.so",
        "/home/me/libmatrix.so.1",
        "/home/me/libc.so.6/a.out",
        "/usr/lib/libpython3.11.so.1.0",
        "/home/me/ld-json.so",
        "libc.so.6"
      })
  void everythingElseIs(String path) {
    assertThat(RuntimeLibraries.contain(path)).isFalse();
  }
}
