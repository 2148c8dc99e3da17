package org.sandtrap.launch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The environment variables of a program: a small fixed default, what is named, and what is
 * inherited on request.
 */
public record Environment(Map<String, String> named, Set<String> inherited, boolean everything) {
  /** Where programs are looked for unless the environment says otherwise. */
  public static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /** Only the fixed variables. */
  public static final Environment DEFAULT = new Environment(Map.of(), Set.of(), false);

  /** LeakSanitizer uses ptrace(2) itself and fails under a tracer. */
  private static final List<String> SANITIZERS = List.of("ASAN_OPTIONS", "LSAN_OPTIONS");

  private static final String LEAKS = "detect_leaks";

  /** Copies the collections. */
  public Environment {
    named = Map.copyOf(named);
    inherited = Set.copyOf(inherited);
  }

  /** The same with one more variable; a later value replaces an earlier one. */
  public Environment with(String name, String value) {
    check(name, value);
    Map<String, String> more = new LinkedHashMap<>(named);
    more.put(name, value);
    return new Environment(more, inherited, everything);
  }

  /** The same with the values that this JVM has for these variables. */
  public Environment inheriting(List<String> names) {
    names.forEach(name -> check(name, ""));
    Set<String> more = new TreeSet<>(inherited);
    more.addAll(names);
    return new Environment(named, more, everything);
  }

  /** The same with all variables of this JVM. */
  public Environment inheritingEverything() {
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
    TextBytes.of("environment, a name", name);
    TextBytes.word("environment, the value of '" + name + "'", value);
  }

  /** All variables by name, in bytes. */
  public Map<String, byte[]> variables(byte[] home, byte[] temporary) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("PATH", TextBytes.of(DEFAULT_PATH));
    all.put("LANG", TextBytes.of("C.UTF-8"));
    all.put("TZ", TextBytes.of("UTC"));
    all.put("HOME", home);
    if (everything || !inherited.isEmpty()) {
      InheritedVariables.all().forEach((name, value) -> inherit(all, name, value));
    }
    // After the inherited variables: the TMPDIR of this JVM is not that of the run.
    all.put("TMPDIR", temporary);
    for (Map.Entry<String, String> one : named.entrySet()) {
      all.put(one.getKey(), TextBytes.of(one.getValue()));
    }
    setLeaks(all);
    return all;
  }

  /** All variables that do not differ from run to run, in text. */
  public Map<String, String> text() {
    Map<String, byte[]> all = variables(new byte[0], new byte[0]);
    for (String own : List.of("HOME", "TMPDIR")) {
      if (all.get(own).length == 0) {
        all.remove(own);
      }
    }
    Map<String, String> text = new TreeMap<>();
    all.forEach((name, value) -> text.put(name, new String(value, StandardCharsets.UTF_8)));
    return text;
  }

  private void inherit(Map<String, byte[]> all, String name, byte[] value) {
    if (everything || inherited.contains(name)) {
      all.put(name, value);
    }
  }

  /**
   * Switches the search for leaks off, unless one of the variables says something: that then holds
   * in both, since the runtime of one sanitizer reads both and believes LSAN_OPTIONS.
   */
  private static void setLeaks(Map<String, byte[]> all) {
    String said = LEAKS + "=0";
    for (String name : SANITIZERS) {
      String options = options(all, name);
      int at = options.indexOf(LEAKS + "=");
      said = at < 0 ? said : options.substring(at, end(options, at));
    }
    for (String name : SANITIZERS) {
      String options = options(all, name);
      if (!options.contains(LEAKS)) {
        String both = options.isEmpty() ? said : options + ":" + said;
        all.put(name, both.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static String options(Map<String, byte[]> all, String name) {
    byte[] given = all.get(name);
    return given == null ? "" : new String(given, StandardCharsets.ISO_8859_1);
  }

  /** Where an option ends: the runtime takes all of these between two. */
  private static int end(String options, int at) {
    int end = at;
    while (end < options.length() && " ,:\n\t\r".indexOf(options.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** {@code NAME=value} for each. */
  public static List<byte[]> lines(Map<String, byte[]> variables) {
    List<byte[]> lines = new ArrayList<>(variables.size());
    for (Map.Entry<String, byte[]> one : variables.entrySet()) {
      lines.add(TextBytes.join(TextBytes.of(one.getKey() + "="), one.getValue()));
    }
    return lines;
  }
}
