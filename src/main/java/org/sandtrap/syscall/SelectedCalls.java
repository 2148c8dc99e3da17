package org.sandtrap.syscall;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The calls that one pattern is about.
 *
 * @param text the pattern as it was written
 * @param pattern the pattern
 * @param members what its word means
 */
record SelectedCalls(String text, CallPattern pattern, List<Member> members) {
  /** Reads a pattern and looks up its word. */
  static SelectedCalls parse(String text) {
    Objects.requireNonNull(text, "a pattern of calls is null; expected words such as %file");
    try {
      CallPattern pattern = CallPattern.parse(text);
      return new SelectedCalls(text, pattern, meaning(pattern.word(), text));
    } catch (CallPatternException e) {
      throw wrong(text, e.getMessage());
    }
  }

  private static List<Member> meaning(String word, String text) {
    if (word.startsWith(CallPattern.EXACTLY)) {
      String call = word.substring(CallPattern.EXACTLY.length());
      if (!SignatureTable.calls().contains(call)) {
        throw wrong(
            text, "there is no system call '" + call + "'" + near(Vocabulary.nearCalls(call)));
      }
      return List.of(Member.of(call));
    }
    return Vocabulary.find(word)
        .map(Meaning::members)
        .orElseThrow(
            () ->
                wrong(
                    text,
                    "there is no call, family or class '"
                        + word
                        + "'"
                        + near(Vocabulary.near(word))));
  }

  private static String near(List<String> words) {
    return words.isEmpty() ? "" : "; did you mean '" + String.join("' or '", words) + "'?";
  }

  private static IllegalArgumentException wrong(String text, String problem) {
    return new IllegalArgumentException("'" + text + "' selects no calls: " + problem);
  }

  /** Makes sure that every constant is one. */
  void check(Abi abi) {
    members.forEach(member -> conditions(abi, member.call()));
  }

  /** Makes sure that every condition is about an argument that one of the calls has. */
  void checkArguments(List<Abi> interfaces) {
    for (Condition condition : pattern.conditions()) {
      if (condition.isAboutSelf()) {
        throw wrong(text, "self is for rules only");
      }
      if (condition.isAboutRun()) {
        throw wrong(text, "run is for rules only");
      }
      if (condition.isAboutTarget()) {
        throw wrong(text, atTarget(condition));
      }
      List<Argument> arguments =
          interfaces.stream()
              .flatMap(abi -> members.stream().map(member -> Signature.of(abi, member.call())))
              .flatMap(Optional::stream)
              .flatMap(signature -> signature.arguments().stream())
              .filter(argument -> argument.kind().isScalar())
              .toList();
      if (arguments.stream().noneMatch(one -> one.name().equals(condition.argument()))) {
        throw wrong(
            text,
            "at column "
                + condition.column()
                + ", there is no argument '"
                + condition.argument()
                + "' in a register; expected one of: "
                + arguments.stream()
                    .map(Argument::name)
                    .distinct()
                    .collect(Collectors.joining(", ")));
      }
    }
  }

  private static String atTarget(Condition condition) {
    return "at column "
        + condition.column()
        + ", '"
        + condition.argument()
        + "' is for rules only; select the calls without it, and look for theirs in the trace";
  }

  /** The conditions under which it is about a call, see {@link CallSelection#conditions}. */
  List<List<RegisterCondition>> conditions(Abi abi, String call) {
    List<List<RegisterCondition>> all = new ArrayList<>();
    for (Member member : members) {
      if (member.call().equals(call) && member.number(abi).isPresent()) {
        List<List<RegisterCondition>> joined =
            member
                .resolved(abi)
                .filter(one -> !one.isInMemory())
                .map(ResolvedCondition::alternatives)
                .orElse(List.of(List.of()));
        for (Condition condition : pattern.conditions()) {
          joined = joined(joined, alternatives(abi, call, condition));
        }
        all.addAll(joined);
      }
    }
    return all;
  }

  private List<List<RegisterCondition>> alternatives(Abi abi, String call, Condition condition) {
    Optional<Argument> argument =
        Signature.of(abi, call)
            .flatMap(signature -> signature.argument(condition.argument()))
            .filter(one -> one.kind().isScalar());
    try {
      return argument.isPresent() && !condition.isAboutSelf()
          ? ResolvedCondition.of(condition, abi, argument.get(), Optional.empty()).alternatives()
          : List.of();
    } catch (CallPatternException e) {
      throw wrong(text, e.getMessage());
    }
  }

  private static List<List<RegisterCondition>> joined(
      List<List<RegisterCondition>> some, List<List<RegisterCondition>> others) {
    List<List<RegisterCondition>> all = new ArrayList<>();
    for (List<RegisterCondition> one : some) {
      for (List<RegisterCondition> other : others) {
        List<RegisterCondition> both = new ArrayList<>(one);
        both.addAll(other);
        all.add(both);
      }
    }
    return all;
  }
}
