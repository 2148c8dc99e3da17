package org.sandtrap.syscall;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system call as part of what a word means: every call of this name, or those that meet a
 * condition.
 *
 * @param call the name of the call
 * @param condition when the call counts; empty for always
 */
public record Member(String call, Optional<Condition> condition) {
  private static final Pattern TEXT =
      Pattern.compile("(\\w+)(?:\\((\\w+)(?:\\.(\\w+))?(=|!=|&|!&)([\\w|]+)\\))?");

  /** Checks that there is no null. */
  public Member {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(condition, "condition");
  }

  /** Returns every call of this name. */
  public static Member of(String call) {
    return new Member(call, Optional.empty());
  }

  /** Reads what {@link #toString} writes, empty if it is something else. */
  static Optional<Member> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    if (parts.group(2) == null) {
      return Optional.of(of(text));
    }
    return Optional.of(
        new Member(
            parts.group(1),
            Optional.of(
                new Condition(
                    parts.group(2),
                    Optional.ofNullable(parts.group(3)),
                    Condition.Operator.of(parts.group(4)).orElseThrow(),
                    List.of(parts.group(5).split("\\|"))))));
  }

  /**
   * The number of the call in an interface. Empty if the interface has no such call, or if the
   * condition says nothing there because the call has no such argument.
   */
  public OptionalInt number(Abi abi) {
    boolean counts = condition.isEmpty() || test(abi).isPresent();
    return counts ? SyscallTable.of(abi).number(call) : OptionalInt.empty();
  }

  /**
   * The condition as it is to be carried out in an interface. Empty if there is none, or {@link
   * #number} is empty.
   */
  public Optional<ArgumentTest> test(Abi abi) {
    return condition.flatMap(
        it ->
            Signature.of(abi, call)
                .flatMap(s -> s.argument(it.argument()))
                .flatMap(a -> test(abi, it, a)));
  }

  private Optional<ArgumentTest> test(Abi abi, Condition condition, Argument argument) {
    OptionalLong mask = condition.mask(abi);
    Optional<Field> field =
        condition.field().flatMap(name -> Field.of(abi, call, argument.name(), name));
    if (mask.isEmpty() || condition.isInMemory() && field.isEmpty()) {
      return Optional.empty();
    }
    long width =
        field.map(it -> it.bytes() == 8 ? -1L : 0xffff_ffffL).orElse(argument.kind().mask(abi));
    return Optional.of(
        new ArgumentTest(
            argument,
            field,
            mask.getAsLong() & width,
            condition.value(abi) & width,
            condition.equal()));
  }

  /** The call and its condition: {@code fork}, {@code clone(flags!&CLONE_THREAD)}. */
  @Override
  public String toString() {
    return condition.map(it -> call + "(" + it + ")").orElse(call);
  }
}
