package org.sandtrap.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.Signature;

/** The names of arguments in the synopses of the manual, section 2. */
final class ManualPages {
  /** Where it is installed. */
  static final Path PLACE = Path.of("/usr/share/man/man2");

  private static final Pattern SYNOPSIS =
      Pattern.compile("\n\\.SH SYNOPSIS\n(.*?)\n\\.SH ", Pattern.DOTALL);
  private static final Pattern FONTS = Pattern.compile("\\.(BI|BR|IR|RB|IB|B) +(.*)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern PROTOTYPE = Pattern.compile("(\\w+)\\(([^()]*)\\)\\s*;");
  private static final Pattern LAST_NAME = Pattern.compile(".*?(\\w+)\\W*", Pattern.DOTALL);

  /** The names of the arguments of each prototype, by the call. */
  private final Map<String, List<List<String>>> prototypes = new HashMap<>();

  private ManualPages() {}

  /** The pages in a directory. */
  static ManualPages in(Path directory) throws IOException {
    ManualPages pages = new ManualPages();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".2.gz")).sorted().toList()) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          pages.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return pages;
  }

  /** Takes the prototypes of a page, as they are in its source. */
  private void add(String page) {
    Matcher synopsis = SYNOPSIS.matcher(page.replace("\\\n", ""));
    if (synopsis.find()) {
      StringBuilder text = new StringBuilder();
      synopsis.group(1).lines().forEach(line -> text.append(plain(line)).append('\n'));
      String code = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL).matcher(text).replaceAll("");
      Matcher prototype = PROTOTYPE.matcher(code.replaceAll("\\[[^]]*]", ""));
      while (prototype.find()) {
        add(prototype.group(1), prototype.group(2));
      }
    }
  }

  /** The line without what is there for the eye: fonts alternate between the words. */
  private static String plain(String line) {
    Matcher fonts = FONTS.matcher(line.replaceAll("\\\\f.", ""));
    if (!fonts.matches() || fonts.group(1).equals("B")) {
      return line.startsWith(".B ") ? line.substring(3).replace("\"", "") : line;
    }
    StringBuilder text = new StringBuilder();
    Matcher word = WORD.matcher(fonts.group(2));
    while (word.find()) {
      text.append(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return text.toString();
  }

  private void add(String function, String parameters) {
    List<String> names = new ArrayList<>();
    for (String parameter : parameters.split(",")) {
      Matcher name = LAST_NAME.matcher(parameter);
      if (name.matches() && !name.group(1).equals("void")) {
        names.add(name.group(1));
      }
    }
    boolean raw = function.equals("syscall") && !names.isEmpty() && names.get(0).startsWith("SYS_");
    String call = raw ? names.remove(0).substring("SYS_".length()) : function;
    prototypes.computeIfAbsent(call, any -> new ArrayList<>()).add(names);
  }

  /**
   * The differences to some signatures. A function may take fewer arguments than the call that it
   * makes.
   */
  List<ArgumentDifference> differences(Function<String, Optional<Signature>> table) {
    List<ArgumentDifference> all = new ArrayList<>();
    prototypes.forEach(
        (call, lists) ->
            table
                .apply(call)
                .filter(signature -> lists.stream().noneMatch(names -> agree(signature, names)))
                .ifPresent(signature -> all.add(difference(call, lists))));
    return all;
  }

  private static boolean agree(Signature signature, List<String> names) {
    List<String> ours =
        signature.arguments().stream().map(Argument::name).map(ManualPages::older).toList();
    return names.size() <= ours.size()
        && ours.subList(0, names.size()).equals(names.stream().map(ManualPages::older).toList());
  }

  /** Newer manuals have the shorter name for all paths, older ones for some. */
  private static String older(String name) {
    return name.equals("path") ? "pathname" : name;
  }

  private static ArgumentDifference difference(String call, List<List<String>> lists) {
    Set<String> texts = new TreeSet<>();
    lists.forEach(names -> texts.add(String.join(" ", names)));
    return new ArgumentDifference("manual", call, "-", String.join("; ", texts));
  }

  /** The calls it has. */
  Set<String> calls() {
    return prototypes.keySet();
  }
}
