package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which calls one selection has and another has not. */
class CallSelectionCoverageTests {
  private static CallSelection of(String... patterns) {
    return CallSelection.of(List.of(patterns));
  }

  @Test
  void allHasEverything() {
    assertThat(CallSelection.ALL.lacking(of("%file"))).isEmpty();
    assertThat(CallSelection.ALL.lacking(CallSelection.ALL)).isEmpty();
    assertThat(of("%file").lacking(CallSelection.ALL)).contains("read", "socket");
  }

  @Test
  void wordsAreCompared() {
    assertThat(of("%file").lacking(of("unlink"))).isEmpty();
    assertThat(of("%file").lacking(of("open"))).containsExactly("open_by_handle_at");
    assertThat(of("read").lacking(of("read", "rmdir"))).containsExactly("rmdir", "unlinkat");
    assertThat(of("sys:open").lacking(of("sys:open"))).isEmpty();
  }

  @Test
  void conditionsAreCompared() {
    assertThat(of("write(fd=1)").lacking(of("write"))).contains("write");
    assertThat(of("write").lacking(of("write(fd=1)"))).isEmpty();
    assertThat(of("write(fd=1)").lacking(of("write(fd=1)"))).isEmpty();
    assertThat(of("write(fd=1)").lacking(of("write(fd=2)"))).contains("write");
    assertThat(of("write(fd=1)").lacking(of("write(fd=1,count=3)"))).isEmpty();
  }
}
