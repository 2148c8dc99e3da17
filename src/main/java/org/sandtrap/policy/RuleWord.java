package org.sandtrap.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sandtrap.policy.Clause.Exactness;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.CallPattern;
import org.sandtrap.syscall.Meaning;
import org.sandtrap.syscall.Member;
import org.sandtrap.syscall.NamedCall;
import org.sandtrap.syscall.ResolvedCondition;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.SyscallClass;
import org.sandtrap.syscall.SyscallTable;
import org.sandtrap.syscall.Vocabulary;

/** The word of a rule, looked up: the calls it means, before its conditions. */
interface RuleWord {
  /** The interfaces whose calls have names. */
  List<Abi> INTERFACES = List.of(Abi.X86_64, Abi.X32, Abi.I386, Abi.AARCH64);

  /** The calls of an interface that the program itself is not of. */
  String FOREIGN = "foreign";

  /** How exact the word is. */
  Exactness exactness();

  /** The calls that it means in an interface, some perhaps under conditions. */
  List<RuledCall> members(Abi abi);

  /** What its calls take, in every interface that has them. */
  default List<Signature> signatures() {
    return INTERFACES.stream()
        .flatMap(abi -> members(abi).stream().map(member -> Signature.of(abi, member.call())))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /**
   * What a word means.
   *
   * @throws RuleException when it means nothing
   */
  static RuleWord of(String word, String rule) {
    if (word.startsWith(CallPattern.EXACTLY)) {
      String call = word.substring(CallPattern.EXACTLY.length());
      boolean known =
          INTERFACES.stream().anyMatch(abi -> SyscallTable.of(abi).number(call).isPresent());
      if (!known) {
        String problem = "there is no system call '" + call + "'";
        throw new RuleException(
            rule, CallPattern.EXACTLY.length() + 1, problem + near(Vocabulary.nearCalls(call)));
      }
      return new OfCall(call);
    }
    if (word.equals(FOREIGN)) {
      return new OfForeign();
    }
    return Vocabulary.find(word)
        .map(OfWord::new)
        .orElseThrow(
            () ->
                new RuleException(
                    rule,
                    1,
                    "there is no call, family or class '"
                        + word
                        + "'"
                        + near(Vocabulary.near(word))));
  }

  private static String near(List<String> words) {
    int last = words.size() - 1;
    return switch (words.size()) {
      case 0 -> "";
      case 1 -> "; did you mean '" + words.get(0) + "'?";
      default ->
          "; did you mean '"
              + String.join("', '", words.subList(0, last))
              + "' or '"
              + words.get(last)
              + "'?";
    };
  }

  /** One call and no other. */
  record OfCall(String call) implements RuleWord {
    @Override
    public Exactness exactness() {
      return Exactness.EXACT;
    }

    @Override
    public List<RuledCall> members(Abi abi) {
      return SyscallTable.of(abi).number(call).isPresent()
          ? List.of(RuledCall.of(call))
          : List.of();
    }
  }

  /** No call by its name, but all that are made through another interface. */
  record OfForeign() implements RuleWord {
    @Override
    public Exactness exactness() {
      return Exactness.FAMILY;
    }

    @Override
    public List<RuledCall> members(Abi abi) {
      return List.of();
    }
  }

  /** A word of the vocabulary. */
  record OfWord(Meaning meaning) implements RuleWord {
    @Override
    public Exactness exactness() {
      if (meaning instanceof SyscallClass) {
        return Exactness.CLASS;
      }
      return meaning instanceof NamedCall ? Exactness.NAME : Exactness.FAMILY;
    }

    @Override
    public List<RuledCall> members(Abi abi) {
      return meaning.members().stream()
          .filter(member -> member.number(abi).isPresent())
          .flatMap(member -> ruled(member, abi))
          .toList();
    }

    private static Stream<RuledCall> ruled(Member member, Abi abi) {
      RuledCall call = RuledCall.of(member.call());
      return member.resolved(abi).map(condition -> under(call, condition)).orElse(Stream.of(call));
    }

    /** What a condition asks that is in memory no filter can see, and no look can trust. */
    private static Stream<RuledCall> under(RuledCall call, ResolvedCondition condition) {
      return condition.isInMemory()
          ? Stream.of(call.inMemory(true))
          : condition.alternatives().stream().map(call::with);
    }
  }
}
