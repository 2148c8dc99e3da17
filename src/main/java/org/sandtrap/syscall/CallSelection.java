package org.sandtrap.syscall;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A selection of calls by patterns: every call that one of them is about. Immutable.
 *
 * <p>What a pattern asks that is in the program's memory, as the flags of openat2(2), selects the
 * call whatever is there. Conditions on {@code path}, {@code address} and {@code port} are for
 * rules, and refused here.
 */
public final class CallSelection {
  /** The selection of every call. */
  public static final CallSelection ALL = new CallSelection(List.of());

  private static final String EVERY = "all";

  private static final List<Abi> INTERFACES = List.of(Abi.X86_64, Abi.X32, Abi.I386, Abi.AARCH64);

  private final List<SelectedCalls> patterns;
  private final Map<Syscall, List<List<RegisterCondition>>> found = new ConcurrentHashMap<>();

  private CallSelection(List<SelectedCalls> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /**
   * Reads patterns.
   *
   * @param texts words as in rules, perhaps with conditions: {@code "openat"}, {@code "%file"},
   *     {@code "write(fd=1)"}; none, or {@code "all"}, selects every call
   * @throws IllegalArgumentException when one is no pattern, or means no call
   */
  public static CallSelection of(List<String> texts) {
    if (texts.contains(EVERY)) {
      return ALL;
    }
    List<SelectedCalls> patterns = new ArrayList<>();
    for (String text : texts) {
      SelectedCalls pattern = SelectedCalls.parse(text);
      INTERFACES.forEach(abi -> pattern.check(abi));
      pattern.checkArguments(INTERFACES);
      patterns.add(pattern);
    }
    return new CallSelection(patterns);
  }

  /** The selection of what this one or another one has. */
  public CallSelection plus(CallSelection other) {
    if (isAll() || other.isAll()) {
      return ALL;
    }
    List<SelectedCalls> both = new ArrayList<>(patterns);
    both.addAll(other.patterns);
    return new CallSelection(both);
  }

  /** Whether it has every call, known or unknown. */
  public boolean isAll() {
    return patterns.isEmpty();
  }

  /**
   * The conditions under which it has a call: one of these lists, of which all must hold. No list
   * means never; an empty one always.
   */
  public List<List<RegisterCondition>> conditions(Syscall call) {
    return isAll() ? List.of(List.of()) : found.computeIfAbsent(call, this::find);
  }

  private List<List<RegisterCondition>> find(Syscall call) {
    Optional<String> name = SyscallTable.of(call.abi()).name(call.number());
    List<List<RegisterCondition>> all = new ArrayList<>();
    name.ifPresent(it -> patterns.forEach(one -> all.addAll(one.conditions(call.abi(), it))));
    return all.stream().anyMatch(List::isEmpty) ? List.of(List.of()) : List.copyOf(all);
  }

  /** Whether it has a call with these six arguments. */
  public boolean includes(Syscall call, long[] registers) {
    return conditions(call).stream().anyMatch(all -> RegisterCondition.all(all, registers));
  }

  /**
   * The names of the calls that another selection has and this one has not, or not under all
   * conditions: none where this one has all that the other has.
   */
  public Set<String> lacking(CallSelection other) {
    Set<String> names = new TreeSet<>();
    if (!isAll()) {
      for (Abi abi : INTERFACES) {
        SignatureTable.calls().stream()
            .filter(name -> lacks(other, abi, SyscallTable.of(abi).number(name)))
            .forEach(names::add);
      }
    }
    return names;
  }

  private boolean lacks(CallSelection other, Abi abi, OptionalInt number) {
    if (number.isEmpty()) {
      return false;
    }
    Syscall call = new Syscall(abi, number.getAsInt());
    List<List<RegisterCondition>> own = conditions(call);
    return other.conditions(call).stream()
        .anyMatch(wanted -> own.stream().noneMatch(one -> wanted.containsAll(one)));
  }

  /** The patterns as they were written. */
  @Override
  public String toString() {
    return isAll()
        ? "all calls"
        : String.join(", ", patterns.stream().map(SelectedCalls::text).toList());
  }
}
