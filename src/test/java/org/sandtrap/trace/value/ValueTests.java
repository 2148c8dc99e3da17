package org.sandtrap.trace.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values of arguments as objects of Java. */
class ValueTests {
  private static Value.Text text(String content, boolean complete) {
    return new Value.Text(content.getBytes(java.nio.charset.StandardCharsets.UTF_8), complete);
  }

  @Test
  void valuesAreEqualByWhatTheyContain() {
    assertThat(text("a", true)).isEqualTo(text("a", true)).hasSameHashCodeAs(text("a", true));
    assertThat(text("a", true)).isNotEqualTo(text("b", true)).isNotEqualTo(text("a", false));
    Value.Bytes bytes = new Value.Bytes(new byte[] {1, 2}, 9);
    assertThat(bytes).isEqualTo(new Value.Bytes(new byte[] {1, 2}, 9));
    assertThat(bytes).isNotEqualTo(new Value.Bytes(new byte[] {1, 2}, 2));
    assertThat(new Value.FilePath(text("a", true), Optional.of("/")))
        .isEqualTo(new Value.FilePath(text("a", true), Optional.of("/")));
  }

  @Test
  void valuesAreShownAsStraceWritesThem() {
    assertThat(text("a\n", true)).hasToString("\"a\\n\"");
    assertThat(Value.Number.of(-3)).hasToString("-3");
    assertThat(Value.Array.of(List.of(Value.Number.of(1)), 2)).hasToString("[1, ...]");
    assertThat(new Value.Change(Value.Number.of(16), Value.Number.of(2))).hasToString("16 => 2");
  }
}
