package org.sandtrap.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.sandtrap.syscall.Operator;
import org.sandtrap.trace.SocketAddress;

/** A condition on what a call leads to, which only a {@link Look} can tell. */
interface TargetCondition {
  /** Whether a rule with this condition is about the call. */
  boolean holds(Look look, boolean denies);

  /** Whether the call can only fail with ESRCH, as it names a process that is not there. */
  default boolean isVain(Look look) {
    return false;
  }

  /** What the rule met, or, if it met nothing, what was there. */
  Optional<String> target(Look look);

  /** The first that meets a condition, or else the last. */
  private static <T> Optional<T> told(List<T> forms, Predicate<T> condition) {
    return forms.stream()
        .filter(condition)
        .findFirst()
        .or(() -> forms.isEmpty() ? Optional.empty() : Optional.of(forms.get(forms.size() - 1)));
  }

  /**
   * A condition that a path is one of some, or is none of them.
   *
   * @param patterns the paths
   * @param wanted whether it should be one
   */
  record OfPath(List<PathPattern> patterns, boolean wanted) implements TargetCondition {
    private boolean holds(String path) {
      return patterns.stream().anyMatch(one -> one.test(path)) == wanted;
    }

    @Override
    public boolean holds(Look look, boolean denies) {
      return look.paths().meets(this::holds, denies);
    }

    @Override
    public Optional<String> target(Look look) {
      return told(look.paths().forms(), this::holds);
    }
  }

  /**
   * The same of an address.
   *
   * @param patterns the addresses
   * @param wanted whether it should be one
   */
  record OfAddress(List<AddressPattern> patterns, boolean wanted) implements TargetCondition {
    private boolean holds(SocketAddress address) {
      return patterns.stream().anyMatch(one -> one.test(address)) == wanted;
    }

    @Override
    public boolean holds(Look look, boolean denies) {
      return look.addresses().meets(this::holds, denies);
    }

    @Override
    public Optional<String> target(Look look) {
      return told(look.addresses().forms(), this::holds).map(SocketAddress::toString);
    }
  }

  /**
   * A condition that the processes that a call names are of the run, or are not.
   *
   * @param wanted whether they should be
   */
  record OfProcess(boolean wanted) implements TargetCondition {
    private boolean holds(NamedProcess process) {
      return process.isOf(NamedProcess.Place.RUN) == wanted;
    }

    @Override
    public boolean holds(Look look, boolean denies) {
      return look.processes().meets(this::holds, denies);
    }

    @Override
    public boolean isVain(Look look) {
      return look.processes().forms().stream()
          .anyMatch(process -> process.isOf(NamedProcess.Place.NOWHERE));
    }

    @Override
    public Optional<String> target(Look look) {
      return told(look.processes().forms(), this::holds).map(NamedProcess::toString);
    }
  }

  /**
   * A condition on the port of an address. An address without one has none of these ports, and is
   * in no order.
   *
   * @param operator how it is compared
   * @param ports with what
   */
  record OfPort(Operator operator, List<Long> ports) implements TargetCondition {
    private boolean holds(SocketAddress address) {
      if (address.port().isEmpty()) {
        return operator == Operator.NOT_EQUAL;
      }
      long port = address.port().getAsInt();
      return switch (operator) {
        case EQUAL -> ports.contains(port);
        case NOT_EQUAL -> !ports.contains(port);
        case LESS -> port < ports.get(0);
        case AT_MOST -> port <= ports.get(0);
        case GREATER -> port > ports.get(0);
        case AT_LEAST -> port >= ports.get(0);
        default -> throw new AssertionError(operator);
      };
    }

    @Override
    public boolean holds(Look look, boolean denies) {
      return look.addresses().meets(this::holds, denies);
    }

    @Override
    public Optional<String> target(Look look) {
      return told(look.addresses().forms(), this::holds).map(SocketAddress::toString);
    }
  }
}
