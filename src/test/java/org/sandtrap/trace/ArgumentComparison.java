package org.sandtrap.trace;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Signature;

/** A comparison of signatures with how strace(1) writes the arguments of calls. */
final class ArgumentComparison {
  private static final String SOURCE = "strace";
  private static final String CALL = "-";

  private final Function<String, Optional<Signature>> table;
  private final Map<String, Map<Integer, Set<ArgumentForm>>> forms = new TreeMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /** Compares with these signatures, by the names of calls. */
  ArgumentComparison(Function<String, Optional<Signature>> table) {
    this.table = table;
  }

  /** Takes a call whose arguments are decoded. */
  void add(StraceCall call) {
    Map<Integer, Set<ArgumentForm>> seen =
        forms.computeIfAbsent(call.name(), name -> new TreeMap<>());
    for (int i = 0; i < call.arguments().size(); i++) {
      seen.computeIfAbsent(i, index -> EnumSet.noneOf(ArgumentForm.class))
          .add(ArgumentForm.of(call.arguments().get(i)));
    }
  }

  /** Takes a call whose arguments are all there, as numbers. */
  void addRaw(StraceCall call) {
    counts.put(call.name(), call.arguments().size());
  }

  /** The names of the calls that it has. */
  Set<String> calls() {
    return forms.keySet();
  }

  /** What strace says of the calls it has, and the table does not. */
  List<ArgumentDifference> differences() {
    return forms.keySet().stream().flatMap(this::differences).toList();
  }

  private Stream<ArgumentDifference> differences(String call) {
    Optional<Signature> signature = table.apply(call);
    if (signature.isEmpty()) {
      return Stream.of(new ArgumentDifference(SOURCE, call, CALL, "a call"));
    }
    List<Argument> arguments = signature.get().arguments();
    int count = counts.getOrDefault(call, arguments.size());
    Stream<ArgumentDifference> more =
        count == arguments.size()
            ? Stream.empty()
            : Stream.of(new ArgumentDifference(SOURCE, call, CALL, "takes " + count));
    return Stream.concat(
        more,
        forms.get(call).entrySet().stream()
            .flatMap(one -> differences(call, arguments, one.getKey(), one.getValue())));
  }

  private Stream<ArgumentDifference> differences(
      String call, List<Argument> arguments, int index, Set<ArgumentForm> seen) {
    if (index >= arguments.size()) {
      return counts.containsKey(call)
          ? Stream.empty()
          : Stream.of(new ArgumentDifference(SOURCE, call, CALL, "takes more"));
    }
    Argument argument = arguments.get(index);
    return seen.stream()
        .filter(form -> !form.fits(argument.kind()))
        .map(form -> new ArgumentDifference(SOURCE, call, argument.name(), form.text()))
        .distinct();
  }

  /**
   * What the table says of the calls it has, and strace does not, where it was given every value:
   * that of a descriptor, a text, and numbers that are constants.
   */
  List<ArgumentDifference> omissions() {
    return forms.keySet().stream()
        .flatMap(call -> table.apply(call).stream())
        .flatMap(signature -> signature.arguments().stream().flatMap(it -> omission(signature, it)))
        .toList();
  }

  private Stream<ArgumentDifference> omission(Signature signature, Argument argument) {
    Set<ArgumentForm> seen =
        forms.get(signature.call()).getOrDefault(argument.index(), Set.of(ArgumentForm.OTHER));
    return expected(argument)
        .filter(form -> !seen.contains(form))
        .map(
            form ->
                new ArgumentDifference(
                    SOURCE, signature.call(), argument.name(), "not " + form.text()))
        .stream();
  }

  private static Optional<ArgumentForm> expected(Argument argument) {
    ArgumentKind kind = argument.kind();
    return switch (kind) {
      case FD, DIRFD -> Optional.of(ArgumentForm.DESCRIPTOR);
      case PATH, STRING -> Optional.of(ArgumentForm.TEXT);
      case SIGNAL -> Optional.of(ArgumentForm.NAMES);
      case FLAGS, COMMAND -> argument.constants().map(set -> ArgumentForm.NAMES);
      default -> Optional.empty();
    };
  }
}
