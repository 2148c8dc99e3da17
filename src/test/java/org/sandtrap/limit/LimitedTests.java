package org.sandtrap.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every limit can be set as an object and as a text, by name and by {@link Limit}. */
class LimitedTests {
  private static final Map<Kind, Object> VALUES =
      Map.of(
          Kind.DURATION, Duration.ofSeconds(90),
          Kind.SIZE, ByteSize.ofMebibytes(64),
          Kind.COUNT, 16L);
  private static final Map<Kind, Class<?>> TYPES =
      Map.of(Kind.DURATION, Duration.class, Kind.SIZE, ByteSize.class, Kind.COUNT, long.class);

  private static Limits set(Limit limit, Class<?> type, Object value) throws Exception {
    String name = limit.attribute();
    name = "with" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    Method wither = Limits.class.getMethod(name, type);
    return (Limits) wither.invoke(Limits.unlimited(), value);
  }

  private static void checkOnly(Limit limit, Limits limits) {
    assertThat(Limit.values())
        .filteredOn(other -> limits.amount(other).isPresent())
        .containsExactly(limit);
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void everyLimitHasAWitherForItsKind(Limit limit) throws Exception {
    Object value = VALUES.get(limit.kind());

    Limits limits = set(limit, TYPES.get(limit.kind()), value);

    checkOnly(limit, limits);
    assertThat(Limits.class.getMethod(limit.attribute()).invoke(limits).toString())
        .contains(value.toString());
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void everyLimitHasAWitherForATextThatIsPrintedBack(Limit limit) throws Exception {
    String text =
        Map.of(Kind.DURATION, "90 s", Kind.SIZE, "64 MiB", Kind.COUNT, "16").get(limit.kind());

    Limits limits = set(limit, String.class, text.replace(" ", ""));

    checkOnly(limit, limits);
    assertThat(limits.text(limit)).isEqualTo(text);
    assertThat(limits).hasToString(limit.plainName() + " " + text);
    assertThat(limits).isEqualTo(set(limit, TYPES.get(limit.kind()), VALUES.get(limit.kind())));
    assertThat(limits).isEqualTo(Limits.unlimited().with(limit, text));
    assertThat(limits).isEqualTo(Limits.unlimited().with(limit, limits.text(limit)));
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void unlimitedTakesEveryLimitAway(Limit limit) throws Exception {
    Limits set = Limits.unlimited().with(limit, limit.kind() == Kind.DURATION ? "1s" : "5000");

    assertThat(set).isNotEqualTo(Limits.unlimited());
    assertThat(set.with(limit, "unlimited")).isEqualTo(Limits.unlimited());
    assertThat(set.without(limit)).isEqualTo(Limits.unlimited());
    assertThat(set(limit, String.class, "unlimited")).isEqualTo(Limits.unlimited());
  }

  @Test
  void amountsAreNanosecondsBytesAndHowMany() {
    Limits limits = Limits.unlimited().withCpu("250ms").withMemory("1KiB").withProcesses(3);

    assertThat(limits.amount(Limit.CPU)).hasValue(250_000_000);
    assertThat(limits.amount(Limit.MEMORY)).hasValue(1024);
    assertThat(limits.amount(Limit.PROCESSES)).hasValue(3);
  }

  @Test
  void limitsPrintInOneOrderHoweverTheyWereSet() {
    assertThat(Limits.unlimited().withOpenFiles(64).withCpu("1s").withMemory("64MiB"))
        .hasToString("CPU time 1 s, memory 64 MiB, open files 64")
        .isEqualTo(Limits.unlimited().withMemory("65536KiB").withCpu("1000ms").withOpenFiles("64"))
        .hasSameHashCodeAs(
            Limits.unlimited().withMemory("65536KiB").withCpu("1000ms").withOpenFiles("64"));
  }

  @Test
  void aValueOfAnotherKindIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.unlimited().with(Limit.MEMORY, Duration.ofSeconds(1)))
        .withMessage("memory: 1 s is a duration, but this limit is a size");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.unlimited().with(Limit.CPU, ByteSize.ofBytes(1)))
        .withMessage("cpu: 1 B is a size, but this limit is a duration");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.unlimited().with(Limit.STACK, 8192))
        .withMessage("stack: 8192 is a count, but this limit is a size");
  }
}
