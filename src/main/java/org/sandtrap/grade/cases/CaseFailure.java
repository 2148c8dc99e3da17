package org.sandtrap.grade.cases;

/** A failure of a program on a case; its message is for the teacher, and shows everything. */
public final class CaseFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  private final transient CaseResult result;

  CaseFailure(CaseResult result) {
    super(
        "Case "
            + result.given().name()
            + ": "
            + result.verdict()
            + ". "
            + result.teacher()
            + "\nTo repeat it: "
            + result.run().repetition());
    this.result = result;
  }

  /** The result. */
  public CaseResult result() {
    return result;
  }
}
