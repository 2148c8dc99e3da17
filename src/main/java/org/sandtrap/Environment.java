package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The environment variables of a program: a small fixed default, what is named, and what is
 * inherited on request.
 */
record Environment(Map<String, String> named, Set<String> inherited, boolean everything) {
  /** Where programs are looked for unless the environment says otherwise. */
  static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  static final Environment DEFAULT = new Environment(Map.of(), Set.of(), false);

  /** LeakSanitizer uses ptrace(2) itself and fails under a tracer. */
  private static final List<String> SANITIZERS = List.of("ASAN_OPTIONS", "LSAN_OPTIONS");

  private static final String LEAKS = "detect_leaks";

  Environment {
    named = Map.copyOf(named);
    inherited = Set.copyOf(inherited);
  }

  Environment with(String name, String value) {
    check(name, value);
    Map<String, String> more = new LinkedHashMap<>(named);
    more.put(name, value);
    return new Environment(more, inherited, everything);
  }

  Environment inheriting(List<String> names) {
    names.forEach(name -> check(name, ""));
    Set<String> more = new TreeSet<>(inherited);
    more.addAll(names);
    return new Environment(named, more, everything);
  }

  Environment inheritingEverything() {
    return new Environment(named, inherited, true);
  }

  private static void check(String name, String value) {
    Objects.requireNonNull(name, "environment: the name of a variable is null");
    if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "environment: '"
              + name
              + "' cannot be the name of a variable: it must not be empty or contain '=' or a zero byte.");
    }
    Command.bytes("environment, a name", name);
    Command.word("environment, the value of '" + name + "'", value);
  }

  /** All variables by name, in bytes. */
  Map<String, byte[]> variables(byte[] home, byte[] temporary) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("PATH", bytes(DEFAULT_PATH));
    all.put("LANG", bytes("C.UTF-8"));
    all.put("TZ", bytes("UTC"));
    all.put("HOME", home);
    if (everything || !inherited.isEmpty()) {
      InheritedVariables.all().forEach((name, value) -> inherit(all, name, value));
    }
    all.put("TMPDIR", temporary);
    named.forEach((name, value) -> all.put(name, bytes(value)));
    SANITIZERS.forEach(name -> all.put(name, withoutLeaks(all.get(name))));
    return all;
  }

  private void inherit(Map<String, byte[]> all, String name, byte[] value) {
    if (everything || inherited.contains(name)) {
      all.put(name, value);
    }
  }

  private static byte[] withoutLeaks(byte[] options) {
    String given = options == null ? "" : new String(options, StandardCharsets.ISO_8859_1);
    if (given.contains(LEAKS)) {
      return options;
    }
    String separator = given.isEmpty() ? "" : ":";
    return (given + separator + LEAKS + "=0").getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** {@code NAME=value} for each. */
  static List<byte[]> lines(Map<String, byte[]> variables) {
    List<byte[]> lines = new ArrayList<>(variables.size());
    variables.forEach((name, value) -> lines.add(concat(bytes(name + "="), value)));
    return lines;
  }

  static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
