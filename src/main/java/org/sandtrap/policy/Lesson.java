package org.sandtrap.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.Constant;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.Call;

/** A lesson for one word: which calls needed it, and with what arguments. */
final class Lesson {
  private static final String READ_ONLY = "open(flags!&O_WRONLY|O_RDWR|O_CREAT|O_TRUNC)";
  private static final List<String> WRITING = List.of("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC");
  private static final int LONGEST = 100;

  /** The words of which an argument says what they do, and that argument. */
  private static final Map<String, String> TELLING =
      Map.of("socket", "domain", "ioctl", "request", "prctl", "option", "fcntl", "cmd");

  private final String word;
  private final Optional<String> telling;
  private final Set<Syscall> calls = new HashSet<>();
  private final Set<String> values = new TreeSet<>();
  private String program = "";
  private String example = "";
  private boolean starting = true;
  private boolean readOnly = true;
  private boolean valuesKnown = true;

  Lesson(String word) {
    this.word = word;
    this.telling = Optional.ofNullable(TELLING.get(word));
  }

  /** In one line of what any terminal and any file takes. */
  static String shortened(String text) {
    String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
  }

  void add(Call call, String by, boolean ofLoader) {
    if (example.isEmpty() || (starting && !ofLoader)) { // one of its own says more
      program = by;
      example = shortened(call.toString());
    }
    calls.add(call.syscall());
    starting &= ofLoader;
    readOnly &= onlyReads(call);
    telling.ifPresent(argument -> addValue(value(call, argument)));
  }

  private void addValue(Optional<String> value) {
    value.ifPresent(values::add);
    valuesKnown &= value.isPresent();
  }

  /** A call without flags in a register may have written. */
  private static boolean onlyReads(Call call) {
    OptionalLong flags = register(call, "flags");
    return flags.isPresent()
        && WRITING.stream()
            .mapToLong(name -> Constants.value(call.abi(), name).orElse(0))
            .allMatch(bit -> (flags.getAsLong() & bit) == 0);
  }

  /** The name of what a register has, if there is one. */
  private static Optional<String> value(Call call, String name) {
    OptionalLong value = register(call, name);
    return argument(call, name)
        .flatMap(Argument::constants)
        .flatMap(
            set ->
                Constants.in(set).stream()
                    .filter(one -> value.isPresent() && one.value(call.abi()).equals(value))
                    .map(Constant::name)
                    .findFirst());
  }

  private static Optional<Argument> argument(Call call, String name) {
    return Signature.of(call.syscall()).flatMap(signature -> signature.argument(name));
  }

  private static OptionalLong register(Call call, String name) {
    return argument(call, name)
        .map(
            one -> OptionalLong.of(call.registers().get(one.index()) & one.kind().mask(call.abi())))
        .orElse(OptionalLong.empty());
  }

  String word() {
    return word;
  }

  Set<Syscall> calls() {
    return calls;
  }

  /** Whether what one of its calls does is in memory, so that conditions do not tell. */
  boolean isInMemory() {
    return calls.stream().anyMatch(call -> call.name().equals(Rulebook.IN_MEMORY));
  }

  /** Whether there are conditions that it can have. */
  boolean isConditional() {
    return !conditioned().equals(word);
  }

  LearnedRule rule() {
    return new LearnedRule(word, conditioned(), starting, program, example);
  }

  private String conditioned() {
    if (word.equals("open") && readOnly) {
      return READ_ONLY;
    }
    return telling.isPresent() && valuesKnown
        ? word + "(" + telling.get() + "=" + String.join("|", values) + ")"
        : word;
  }
}
