package org.sandtrap;

/**
 * The way in which a run ended, in one word. {@link Cause} is the evidence.
 *
 * <p>Compile errors and wrong answers are no verdicts: they belong to grading.
 */
public enum Verdict {
  /** The program ended by itself with exit code 0. */
  OK("OK", "The program ended normally."),
  /** The program ended by itself with another exit code. */
  NONZERO_EXIT("AT", "The program reported a failure by its exit code."),
  /** A signal killed the program. */
  RUNTIME_ERROR("RT", "The program crashed or was killed by a signal."),
  /** The program was stopped at a limit of time. */
  TIME_LIMIT("TL", "The program took too long and was stopped."),
  /** The program was stopped at a limit of memory. */
  MEMORY_LIMIT("ML", "The program used too much memory and was stopped."),
  /** The program was stopped at a limit of output. */
  OUTPUT_LIMIT("OL", "The program wrote too much and was stopped."),
  /** The program was stopped at a limit of processes. */
  PROCESS_LIMIT("PL", "The program started too many processes or threads and was stopped."),
  /** The program was stopped when it was about to do something forbidden. */
  FORBIDDEN("RF", "The program tried to do something forbidden and was stopped."),
  /** The policy of the run failed. */
  BAD_POLICY("BP", "The rules of this run failed; the program is not to blame."),
  /** A policy ended the run with a label of its own. */
  CUSTOM("CU", "The rules of this run ended it for a reason of their own.");

  private final String code;
  private final String description;

  Verdict(String code, String description) {
    this.code = code;
    this.description = description;
  }

  /** The two letters that judges traditionally use: {@code "TL"}. */
  public String code() {
    return code;
  }

  /** What it means, in one sentence. */
  public String description() {
    return description;
  }
}
