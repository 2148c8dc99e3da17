package org.sandtrap.policy;

import java.util.List;
import java.util.Optional;
import org.sandtrap.policy.Clause.Exactness;
import org.sandtrap.policy.RegisterTest.Comparison;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.ArgumentTest;
import org.sandtrap.syscall.Meaning;
import org.sandtrap.syscall.Member;
import org.sandtrap.syscall.NamedCall;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.SyscallClass;
import org.sandtrap.syscall.SyscallTable;
import org.sandtrap.syscall.Vocabulary;

/** What the word of a rule means, before its conditions. */
interface Target {
  /** The interfaces whose calls have names. */
  List<Abi> INTERFACES = List.of(Abi.X86_64, Abi.X32, Abi.I386, Abi.AARCH64);

  /** What a word begins with that means one call and no other. */
  String EXACTLY = "sys:";

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
  static Target of(String word, String rule) {
    if (word.startsWith(EXACTLY)) {
      String call = word.substring(EXACTLY.length());
      boolean known =
          INTERFACES.stream().anyMatch(abi -> SyscallTable.of(abi).number(call).isPresent());
      if (!known) {
        String problem = "there is no system call '" + call + "'";
        throw new RuleException(
            rule, EXACTLY.length() + 1, problem + near(Vocabulary.nearCalls(call)));
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
                    rule, 1, "nothing is called '" + word + "'" + near(Vocabulary.near(word))));
  }

  private static String near(List<String> words) {
    return words.isEmpty() ? "" : "; near are " + String.join(", ", words);
  }

  /** One call and no other. */
  record OfCall(String call) implements Target {
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
  record OfForeign() implements Target {
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
  record OfWord(Meaning meaning) implements Target {
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
          .map(member -> ruled(member, abi))
          .toList();
    }

    private static RuledCall ruled(Member member, Abi abi) {
      RuledCall call = RuledCall.of(member.call());
      return member.test(abi).map(test -> with(call, test, abi)).orElse(call);
    }

    /** What a condition asks that is in memory no filter can see, and no look can trust. */
    private static RuledCall with(RuledCall call, ArgumentTest test, Abi abi) {
      if (test.field().isPresent()) {
        return call.inMemory(true);
      }
      Comparison comparison = test.equal() ? Comparison.EQUAL : Comparison.NOT_EQUAL;
      boolean wide = test.argument().kind().bits(abi) > Integer.SIZE;
      return call.with(
          List.of(
              new RegisterTest(
                  test.argument().index(), comparison, test.mask(), test.value(), wide, false)));
    }
  }
}
