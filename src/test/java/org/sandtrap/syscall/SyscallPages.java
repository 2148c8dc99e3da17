package org.sandtrap.syscall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of the manual that are made from the tables of this package. */
final class SyscallPages {
  private static final Path TABLES = Path.of("src/main/resources/org/sandtrap/syscall");
  private static final List<Abi> INTERFACES = List.of(Abi.X86_64, Abi.X32, Abi.I386, Abi.AARCH64);
  private static final String NOTE =
      """
      <!-- Made from the tables in src/main/resources/org/sandtrap/syscall; do not edit.
           After a change there: mvn test -Dtest=SyscallPagesTests -Dtests.pages=write -->
      """;

  private SyscallPages() {}

  /** The words that rules use. */
  static String words() throws IOException {
    return """
    # Words for system calls

    %s
    A word for system calls is, in this order, a [family](#families), a [function of the C
    library](#functions-of-the-c-library), a [class of strace](#classes) or the name of a
    [call](arguments.md). A family may be named like a call, and then means more: `open` is `openat` as
    well. A call stands for its other forms too: `fcntl64` for `fcntl`, and on i386 `socketcall` with the
    right first argument for `socket`.

    A call with a condition in parentheses counts only if an argument meets it: `flags&CLONE_THREAD` has
    that flag, `flags!&CLONE_THREAD` has it not, `call=SYS_SOCKET` is that number. `|` is between bits of
    which one is enough. A condition with a dot, `cl_args.flags`, is about memory, which a filter in the
    kernel cannot see.

    No word covers what never is a system call: the vDSO answers when asked for the time, and a ring of
    `io_uring` does its work in the background.

    ## Families
    %s
    ## Functions of the C library

    What they are about, not all that they do. With “none” there is no system call to make a rule about.
    %s
    ## Classes

    With the names and the contents of strace(1). Two sets of calls are not there: `%%net` is `%%network`,
    and `all` needs no word.

    | class | what a call of it does | calls |
    |---|---|---|
    %s"""
        .formatted(NOTE, families(), functions(), classes());
  }

  /** The calls, their arguments, and the constants for these. */
  static String arguments() {
    return """
    # Arguments of system calls

    %s
    ## Calls

    The arguments in the order of their registers, with the set of [constants](#constants) in brackets
    where there is one. What is in italics is in memory, where a filter in the kernel cannot see it; it sees
    only whether the address is 0. A call whose arguments are not the same everywhere is there for each
    interface. The calls that the kernel no longer has, or never had, are left out.

    | call | arguments | classes |
    |---|---|---|
    %s
    ## Constants

    Values are those of x86-64, and with `a:` or `i:` those of aarch64 or i386 where they are others. Of the
    constants with a mask behind a slash an argument has one, in the bits of the mask, beside flags in
    others: `O_WRONLY 1/0x3`.

    | set | constants |
    |---|---|
    %s"""
        .formatted(NOTE, calls(), constants());
  }

  private static String families() throws IOException {
    return chapters(
        "families.tsv",
        "| word | means that the program | calls | why these |\n|---|---|---|---|\n",
        cells -> {
          Family family = Family.of(cells[0]).orElseThrow();
          String members = family.members().stream().map(m -> code(m.toString())).collect(joined());
          return row(code(family.word()), family.description(), members, family.reason());
        });
  }

  private static String functions() throws IOException {
    return chapters(
        "functions.tsv",
        "| functions | words | what it does |\n|---|---|---|\n",
        cells ->
            row(
                Stream.of(cells[0].split(" ")).map(SyscallPages::code).collect(joined()),
                cells[1].equals("-")
                    ? "none"
                    : Stream.of(cells[1].split(" ")).map(SyscallPages::code).collect(joined()),
                cells[2]));
  }

  /** The rows of a table under the headings that its comments have. */
  private static String chapters(String table, String head, Row row) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(TABLES.resolve(table))) {
      if (line.startsWith("# ## ")) {
        text.append("\n###").append(line.substring(4)).append("\n\n").append(head);
      } else if (!line.startsWith("#") && !line.isBlank()) {
        text.append(row.of(line.split("\t")));
      }
    }
    return text.toString();
  }

  private static String classes() {
    StringBuilder text = new StringBuilder();
    for (SyscallClass type : SyscallClass.values()) {
      String calls = type.members().stream().map(Member::call).collect(Collectors.joining(" "));
      text.append(row(code(type.text()), type.description(), calls));
    }
    return text.toString();
  }

  private static String calls() {
    Set<String> gone =
        Family.of("obsolete").orElseThrow().members().stream()
            .map(Member::call)
            .collect(Collectors.toSet());
    StringBuilder text = new StringBuilder();
    for (String call : new TreeSet<>(SignatureTable.calls())) {
      if (!gone.contains(call)) {
        signatures(call)
            .forEach(
                (arguments, where) ->
                    text.append(row(code(call) + where, arguments, classes(call))));
      }
    }
    return text.toString();
  }

  /** What a call takes, and where if not everywhere. */
  private static Map<String, String> signatures(String call) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (Abi abi : INTERFACES) {
      Signature.of(abi, call)
          .ifPresent(
              signature ->
                  found
                      .computeIfAbsent(shown(signature), text -> new ArrayList<>())
                      .add(abi.text()));
    }
    Map<String, String> shown = new LinkedHashMap<>();
    found.forEach(
        (text, where) ->
            shown.put(text, found.size() == 1 ? "" : " (" + String.join(", ", where) + ")"));
    return shown;
  }

  private static String shown(Signature signature) {
    return signature.arguments().stream()
        .map(
            argument ->
                (argument.kind().isScalar() ? argument.name() : "*" + argument.name() + "*")
                    + argument.constants().map(set -> " [" + set + "]").orElse(""))
        .collect(Collectors.joining(", "));
  }

  private static String classes(String call) {
    return SignatureTable.classes(call).stream()
        .sorted()
        .map(SyscallClass::text)
        .collect(Collectors.joining(" "));
  }

  private static String constants() {
    Map<String, List<Constant>> sets =
        Constants.all().stream()
            .collect(Collectors.groupingBy(Constant::set, TreeMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder();
    sets.forEach(
        (set, constants) ->
            text.append(row(set, constants.stream().map(SyscallPages::shown).collect(joined()))));
    return text.toString();
  }

  private static String shown(Constant constant) {
    String usual = number(constant, Abi.X86_64);
    StringBuilder text = new StringBuilder(constant.name()).append(' ').append(usual);
    if (constant.kind() == Constant.Kind.FIELD) {
      long mask = constant.mask(Abi.X86_64).orElseThrow() & 0xffff_ffffL;
      text.append("/0x").append(Long.toHexString(mask));
    }
    for (Abi abi : List.of(Abi.I386, Abi.AARCH64)) {
      String here = number(constant, abi);
      if (!here.equals(usual)) {
        text.append(' ').append(abi.text().charAt(0)).append(':').append(here);
      }
    }
    return text.toString();
  }

  private static String number(Constant constant, Abi abi) {
    return constant.value(abi).stream()
        .mapToObj(v -> v < 10 ? "" + v : "0x" + Long.toHexString(v))
        .findFirst()
        .orElse("none");
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String row(String... cells) {
    return Stream.of(cells)
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Makes a row of a page from one of a table. */
  private interface Row {
    String of(String[] cells);
  }
}
