package org.sandtrap.launch;

import java.util.OptionalLong;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.tracer.binding.Plan.ResourceLimit;
import org.sandtrap.tracer.binding.Step;

/** The meaning of an rlimit that could not be set, see setrlimit(2). */
public final class RlimitMessage {
  private RlimitMessage() {}

  /**
   * Why a limit could not be set: it is above the hard limit of this JVM.
   *
   * @param limits what was asked for
   * @param failed the rlimit among those of the plan
   */
  public static String explain(Limits limits, ResourceLimit failed) {
    return switch (failed.resource()) {
      case Rlimits.RLIMIT_FSIZE -> above(limits, Limit.FILE_SIZE, "Max file size");
      case Rlimits.RLIMIT_STACK -> above(limits, Limit.STACK, "Max stack size");
      case Rlimits.RLIMIT_NOFILE -> above(limits, Limit.OPEN_FILES, "Max open files");
      case Rlimits.RLIMIT_AS -> above(limits, Limit.ADDRESS_SPACE, "Max address space");
      default -> Step.LIMIT.meaning();
    };
  }

  private static String above(Limits limits, Limit limit, String title) {
    OptionalLong hard = ProcLimits.own().hard(title);
    return "the limit of "
        + limit
        + ", "
        + limits.text(limit)
        + ", is above the hard limit of this JVM"
        + (hard.isPresent() ? ", " + limit.kind().text(hard.getAsLong()) : "")
        + ", which only root may raise. Ask for less, or raise it where the JVM is started: ulimit"
        + " -H in a shell, Limit…= of a service, --ulimit of a container; see setrlimit(2)";
  }
}
