package org.sandtrap.tracer.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sandtrap.policy.Recipe;
import org.sandtrap.trace.store.RawCapture;

/** The handshake is about every number of {@code native/tracer.h} that Java uses. */
class LayoutTests {
  private static final Path TABLE = Path.of("native", "handshake.c");
  private static final Pattern ENTRY =
      Pattern.compile("SIZE\\((\\w+)\\)|AT\\((\\w+), (\\w+)\\)|ST_(\\w+)");

  /** The entries of the table in C, by the names that Java has for them. */
  private static List<String> handedOver() throws IOException {
    String text = Files.readString(TABLE);
    int start = text.indexOf("numbers[] = {");
    return ENTRY
        .matcher(text.substring(start, text.indexOf("};", start)))
        .results()
        .map(LayoutTests::name)
        .toList();
  }

  private static String name(MatchResult entry) {
    String name =
        entry.group(1) != null
            ? entry.group(1) + "_SIZE"
            : entry.group(4) != null ? entry.group(4) : entry.group(2) + "_" + entry.group(3);
    return name.toUpperCase(Locale.ROOT);
  }

  /** What Java uses, by name. */
  private static Map<String, Integer> used() throws IllegalAccessException {
    Map<String, Integer> used = new LinkedHashMap<>();
    for (Class<?> type : List.of(Layout.class, Numbers.class)) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getType() == int.class) {
          used.put(field.getName(), field.getInt(null));
        }
      }
    }
    for (Records.Kind kind : Records.Kind.values()) {
      used.put(kind.name(), kind.ordinal());
    }
    used.remove(Records.Kind.NONE.name());
    for (Step step : Step.values()) {
      used.put("STEP_" + step.name(), step.ordinal());
    }
    for (Recipe recipe : Recipe.values()) {
      used.put("RECIPE_" + recipe.name(), recipe.number());
    }
    used.put("RECIPE_ASK", Recipe.ASK);
    used.put("RECIPE_TRACE", Recipe.TRACE);
    used.put("RECIPE_MODULE", Recipe.MODULE);
    for (RawCapture.Part part : RawCapture.Part.values()) {
      used.put("PART_" + part.name(), part.ordinal());
    }
    for (RawCapture.Status status : RawCapture.Status.values()) {
      used.put(status.name(), status.ordinal());
    }
    return used;
  }

  private static int fill(int[] out) {
    return LibTracer.st_layout(out, out.length);
  }

  @Test
  @Tag("build")
  void everyNumberInUseIsHandedOver() throws Exception {
    assertThat(handedOver()).containsExactlyInAnyOrderElementsOf(used().keySet());
  }

  @Test
  @Tag("build")
  void eachIsExpectedWhereItIsHandedOver() throws Exception {
    Map<String, Integer> used = used();
    assertThat(Layout.expected())
        .containsExactly(handedOver().stream().map(used::get).toArray(Integer[]::new));
  }

  @Test
  void theLibraryHasTheSame() {
    LibTracer.require();
    int[] found = new int[Layout.expected().length];
    assertThat(fill(found)).isEqualTo(found.length);
    assertThat(found).containsExactly(Layout.expected());
  }

  @Test
  void aWrongOneIsReported() {
    LibTracer.require();
    for (int i = 0; i < Layout.expected().length; i++) {
      int place = i;
      assertThatExceptionOfType(UnsupportedHostException.class)
          .isThrownBy(() -> Layout.check((out, size) -> wrong(out, place), "wrong.so"))
          .withMessageContaining("number " + place + " of the layout is ");
    }
  }

  private static int wrong(int[] out, int place) {
    int count = fill(out);
    out[place]++;
    return count;
  }

  @Test
  void oneTooManyIsReported() {
    LibTracer.require();
    assertThatExceptionOfType(UnsupportedHostException.class)
        .isThrownBy(() -> Layout.check((out, size) -> fill(out) + 1, "wrong.so"))
        .withMessageContaining("the length of the layout is ");
  }
}
