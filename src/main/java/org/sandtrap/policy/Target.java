package org.sandtrap.policy;

import java.util.List;
import java.util.Optional;
import org.sandtrap.policy.Clause.Exactness;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.SyscallClass;
import org.sandtrap.syscall.SyscallTable;

/** What the word of a rule means, before its conditions. */
interface Target {
  /** The interfaces whose calls have names. */
  List<Abi> INTERFACES = List.of(Abi.X86_64, Abi.X32, Abi.I386, Abi.AARCH64);

  /** How exact the word is. */
  Exactness exactness();

  /** The calls that it means in an interface, some perhaps under conditions. */
  List<Member> members(Abi abi);

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
    if (word.startsWith("%")) {
      return SyscallClass.of(word)
          .map(OfClass::new)
          .orElseThrow(() -> new RuleException(rule, 1, "there is no class '" + word + "'"));
    }
    boolean exact = word.startsWith("sys:");
    String call = exact ? word.substring("sys:".length()) : word;
    boolean known =
        INTERFACES.stream().anyMatch(abi -> SyscallTable.of(abi).number(call).isPresent());
    if (!known) {
      throw new RuleException(rule, 1, "there is no system call or family '" + call + "'");
    }
    return new OfCall(call, exact ? Exactness.EXACT : Exactness.NAME);
  }

  /** One call by its name. */
  record OfCall(String call, Exactness exactness) implements Target {
    @Override
    public List<Member> members(Abi abi) {
      return SyscallTable.of(abi).number(call).isPresent() ? List.of(Member.of(call)) : List.of();
    }
  }

  /** All calls of a class. */
  record OfClass(SyscallClass type) implements Target {
    @Override
    public Exactness exactness() {
      return Exactness.CLASS;
    }

    @Override
    public List<Member> members(Abi abi) {
      return SyscallTable.of(abi).names().stream()
          .filter(name -> Signature.of(abi, name).map(one -> one.isIn(type)).orElse(false))
          .map(Member::of)
          .toList();
    }
  }
}
