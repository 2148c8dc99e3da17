package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Condition;
import org.sandtrap.syscall.Operator;
import org.sandtrap.syscall.RegisterCondition;
import org.sandtrap.syscall.Signature;

/** A kind of thing that calls lead to, and that conditions are about. */
enum Target {
  /** A path that an argument names, or else the file of a descriptor. */
  PATH {
    @Override
    boolean isNamed(Signature signature) {
      return has(signature, ArgumentKind.PATH);
    }

    @Override
    boolean isMet(Signature signature) {
      return isNamed(signature) || has(signature, ArgumentKind.FD);
    }

    @Override
    String none() {
      return "names a path";
    }
  },
  /** The address that a socket is bound, connected or sent to. */
  ADDRESS {
    @Override
    boolean isNamed(Signature signature) {
      return ADDRESSED.contains(signature.call());
    }

    @Override
    boolean isMet(Signature signature) {
      return isNamed(signature) || signature.call().equals(SOCKETCALL);
    }

    @Override
    List<RuledCall> looked(RuledCall member, TargetCondition condition, boolean denies) {
      return switch (member.call()) {
        case "sendto" -> ofSendto(member, condition, denies);
        case SOCKETCALL -> ofSocketcall(member, condition);
        default -> super.looked(member, condition, denies);
      };
    }

    @Override
    String none() {
      return "goes to an address, as bind, connect and send do";
    }
  },
  /** A process, thread or group that arguments name, or the process itself. */
  PROCESS {
    @Override
    boolean isNamed(Signature signature) {
      return ProcessNames.of(signature.call()).isPresent();
    }

    @Override
    boolean isMet(Signature signature) {
      return isNamed(signature);
    }

    @Override
    List<RuledCall> looked(RuledCall member, TargetCondition condition, boolean denies) {
      return ProcessNames.of(member.call()).orElseThrow().under(member, condition, denies);
    }

    @Override
    String none() {
      return "names a process, as kill and setpriority do";
    }
  };

  private static final String SOCKETCALL = "socketcall";
  private static final Set<String> ADDRESSED =
      Set.of("bind", "connect", "sendto", "sendmsg", "sendmmsg");

  /** SYS_BIND, SYS_CONNECT, SYS_SENDTO, SYS_SENDMSG and SYS_SENDMMSG. */
  private static final int[] SUBCALLS = {2, 3, 11, 16, 20};

  private static final int SENDTO_ADDRESS = 4;

  static Target of(Condition condition) {
    return switch (condition.argument()) {
      case Condition.PATH -> PATH;
      case Condition.ADDRESS, Condition.PORT -> ADDRESS;
      default -> PROCESS;
    };
  }

  /** Whether a call is one that words with such conditions are for. */
  abstract boolean isNamed(Signature signature);

  /** Whether a look at a call tells something. */
  abstract boolean isMet(Signature signature);

  /** How a sentence ends that begins with "no call of it". */
  abstract String none();

  /** A call under a condition, in alternatives: what a register tells needs no look. */
  List<RuledCall> looked(RuledCall member, TargetCondition condition, boolean denies) {
    return List.of(member.with(condition));
  }

  private static boolean has(Signature signature, ArgumentKind kind) {
    return signature.arguments().stream().map(Argument::kind).anyMatch(kind::equals);
  }

  /** What is sent without an address goes where its socket was connected to. */
  private static List<RuledCall> ofSendto(
      RuledCall member, TargetCondition condition, boolean denies) {
    List<RuledCall> all = new ArrayList<>();
    all.add(member.with(List.of(address(Operator.NOT_EQUAL))).with(condition));
    if (!denies) {
      all.add(member.with(List.of(address(Operator.EQUAL))));
    }
    return all;
  }

  private static RegisterCondition address(Operator operator) {
    return new RegisterCondition(SENDTO_ADDRESS, operator, -1, 0, true, false);
  }

  private static List<RuledCall> ofSocketcall(RuledCall member, TargetCondition condition) {
    if (!member.conditions().isEmpty()) {
      return List.of(member.with(condition));
    }
    List<RuledCall> all = new ArrayList<>();
    for (int subcall : SUBCALLS) {
      all.add(
          member
              .with(List.of(new RegisterCondition(0, Operator.EQUAL, -1, subcall, false, false)))
              .with(condition));
    }
    return all;
  }

  /** Whether a look at a call tells something, if it is known what the call takes. */
  boolean isMet(Optional<Signature> signature) {
    return signature.filter(this::isMet).isPresent();
  }
}
