package org.sandtrap.tracer.binding;

/** A step of a launch, in the order of {@code enum st_step}; a failure names its step. */
public enum Step {
  /** No step failed: the child was killed from outside. */
  NONE("set-up", "the child was killed before it could start the program"),
  /** The child could not be created. */
  CLONE("clone", "no process could be created; see the remedy for the errno in clone(2)"),
  /** The child could not be put under supervision. */
  SEIZE("seize", "ptrace(2) was refused; HostSupport.probe() says why and how to enable it"),
  /** The child could not start a session. */
  SESSION("session", "setsid(2) failed"),
  /** Standard input could not be opened. */
  STDIN("stdin", "standard input could not be opened"),
  /** Standard output could not be set up. */
  STDOUT("stdout", "standard output could not be redirected"),
  /** Standard error could not be set up. */
  STDERR("stderr", "standard error could not be redirected"),
  /** The program could not be given a terminal. */
  TERMINAL("terminal", "the program could not be given a terminal"),
  /** Descriptors could not be made or closed. */
  DESCRIPTORS(
      "descriptors", "descriptors could not be made or closed; look at the limit of open files"),
  /** The working directory could not be entered. */
  DIRECTORY("directory", "the working directory could not be entered"),
  /** A resource limit could not be set. */
  LIMIT("limit", "a resource limit could not be set"),
  /** Signals could not be reset. */
  SIGNALS("signals", "signals could not be reset"),
  /** The processors could not be given back. */
  AFFINITY("affinity", "the processors could not be given back"),
  /** The nice value was refused. */
  NICE("nice", "setpriority(2) refused the nice value"),
  /** {@code PR_SET_NO_NEW_PRIVS} failed. */
  NO_NEW_PRIVS("no_new_privs", "prctl(PR_SET_NO_NEW_PRIVS) failed; Linux 3.5 or later has it"),
  /** The ruleset of Landlock was refused. */
  LANDLOCK(
      "landlock",
      "landlock_restrict_self(2) refused the ruleset; with E2BIG this JVM is itself within 16 of them"),
  /** The seccomp filter was refused. */
  FILTER("filter", "seccomp(2) refused the filter; HostSupport.probe() says why"),
  /** The program could not be executed. */
  EXEC("exec", "the program could not be executed"),
  /** The tracees could not be waited for. */
  WAIT("wait", "the program could not be waited for"),
  /** The launcher could not be executed. */
  LAUNCHER("launcher", "the launcher, a file in memory, could not be executed"),
  /** The loopback interface could not be brought up. */
  LOOPBACK(
      "loopback", "the loopback interface of the new network namespace could not be brought up"),
  /** A file or directory could not be mounted. */
  MOUNT("mount", "a file or directory could not be mounted into the new root"),
  /** The root could not be changed. */
  ROOT("root", "the root could not be changed"),
  /** The program's process could not be made. */
  FORK("fork", "no process for the program could be created in its pid namespace"),
  /** User and groups could not be changed. */
  IDENTITY("identity", "the user or the groups could not be changed"),
  /** The capabilities could not be dropped. */
  CAPABILITIES("capabilities", "the capabilities could not be dropped");

  private static final Step[] ALL = values();

  private final String title;
  private final String meaning;

  Step(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  /** The short name that messages use. */
  public String title() {
    return title;
  }

  /** What it means when this step fails. */
  public String meaning() {
    return meaning;
  }

  static Step of(int number) {
    return ALL[number];
  }
}
