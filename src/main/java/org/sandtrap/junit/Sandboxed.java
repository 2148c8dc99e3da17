package org.sandtrap.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sandtrap.Leftovers;
import org.sandtrap.Output;
import org.sandtrap.Verdict;
import org.sandtrap.isolation.Enforcement;
import org.sandtrap.isolation.Network;
import org.sandtrap.module.PolicyModule;

/**
 * An annotation that runs a program for every test, and hands the result to it.
 *
 * <pre>{@code
 * @Test
 * @Sandboxed(command = "target/hello")          // passes when the program exits with 0,
 * void runs() {}                                // fails when it crashes, hangs or exits with 1
 *
 * @Test
 * @Sandboxed(command = {"target/wc", "-l"}, stdin = "a\nb\n", wall = "1s")
 * void countsLines(Run run) {                   // takes the run: says itself what is right
 *   assertThat(run).exitedWith(0).stdout().isEqualTo("2\n");
 * }
 *
 * @Test
 * @Sandboxed(wall = "1s")                       // no command: runs what it likes
 * void agrees(Sandbox sandbox) {
 *   assertThat(sandbox.run("nproc").stdoutText()).isEqualTo(sandbox.run("nproc").stdoutText());
 * }
 *
 * @Test
 * @Sandboxed(command = "bc")                    // takes the program while it runs: is in charge
 * void answers(RunningProgram bc) {
 *   assertThat(bc.write("6*7\n").readLine()).isEqualTo("42");
 * }
 *
 * @Test
 * @Sandboxed                                    // fails: would run nothing and could never fail
 * void doesNothing() {}
 * }</pre>
 *
 * <p>A test method, {@code @BeforeEach} or {@code @AfterEach} method may have parameters of the
 * types {@link org.sandtrap.Run}, {@link Verdict} and {@link org.sandtrap.limit.Usage}, and {@link
 * Stdout} and {@link Stderr} of several, or else of {@link org.sandtrap.RunningProgram}: that is
 * started, reads what the test writes unless {@link #stdin} is given or a registered {@linkplain
 * SandboxExtension#of sandbox} says what it reads, and is killed after the test; where {@link
 * #expect} is given, its input ends after the test method, and its own end is waited for. {@link
 * org.sandtrap.Sandbox} may be taken by constructors and {@code @BeforeAll} and {@code @AfterAll}
 * methods too, and by fields with this annotation. There is one run for each invocation of a test
 * method, also of a parameterized or repeated one, and for each {@code @TestFactory} method, not
 * for the tests that it makes. It is made just before the test method, or when a
 * {@code @BeforeEach} method asks for it, and cut short by the {@code @Timeout} of the test.
 *
 * <p>On a class it holds for all tests of the class, of its subclasses and of {@code @Nested}
 * classes in it. What is not given at the test method is looked for in the class, then in its
 * superclass and interfaces, then in the enclosing class; annotations that carry this one count as
 * well, after this one itself; then what a registered {@link SandboxExtension} says, and the
 * configuration, see {@link SandtrapConfiguration}. Rules, and variables of the environment by
 * name, add up. {@code "unlimited"} for a limit undoes what would hold otherwise, and {@link
 * #inherit} all. {@link org.sandtrap.limit.Limit} says what is counted.
 *
 * <p>In {@link #command}, {@link #stdin}, {@link #directory}, {@link #environment}, the files, the
 * paths of {@link #readable}, {@link #writable}, {@link #executable} and {@link #root}, {@link
 * #fixtures}, {@link #collect}, and the paths of rules in {@link #deny} and {@link #allow} there
 * may be placeholders:
 *
 * <ul>
 *   <li><code>{0}</code>, <code>{name}</code>: the argument of a parameterized test or class, by
 *       its number or the name of the parameter; names need {@code javac -parameters} except for
 *       fields
 *   <li><code>{tempDir}</code>: the directory in the test's own {@code @TempDir} field
 *   <li><code>{projectDir}</code>: the working directory of the JVM
 * </ul>
 *
 * Other braces stay as they are, and so does what follows a dollar; <code>{{0}}</code> is the text
 * <code>{0}</code>.
 *
 * <p>Where programs cannot be supervised, tests are skipped, or fail when the configuration
 * parameter {@code sandtrap.unsupported} is {@code fail}.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(SandboxedExtension.class)
public @interface Sandboxed {
  /** Stands for "not given" in {@link #stdin}, where the empty text means something else. */
  String NOT_GIVEN = "\uE000not given\uE000";

  /**
   * The program and its arguments, one word each; nothing is split at spaces or expanded. A program
   * with a slash is a path, relative to the working directory of the JVM; one without is looked up
   * in the {@code PATH} of the run.
   */
  String[] command() default {};

  /**
   * The limit of CPU time, of all processes and threads together: {@code "1s"}, {@code "250ms"};
   * none.
   */
  String cpu() default "";

  /** The limit of time on the clock: {@code "250ms"}, {@code "2s"}, {@code "unlimited"}; 10 s. */
  String wall() default "";

  /** The limit of time on the clock in which no process does anything: {@code "500ms"}; none. */
  String idle() default "";

  /**
   * The limit of resident memory, of all processes together: {@code "64MiB"}, {@code "1GB"}; none.
   */
  String memory() default "";

  /**
   * The limit of address space, of each process; beyond it calls fail with ENOMEM: {@code "1GiB"};
   * none.
   */
  String addressSpace() default "";

  /** The limit of the stack of each process's first thread: {@code "256KiB"}; that of the JVM. */
  String stack() default "";

  /** The limit of output: {@code "64KiB"}, {@code "1MB"}, {@code "unlimited"}; 16 MiB. */
  String output() default "";

  /** The limit of the size of each file that is written; it is cut there: {@code "1MB"}; none. */
  String fileSize() default "";

  /**
   * The limit of disk space in the private directory, which {@code TMPDIR} names: {@code "10MB"};
   * none.
   */
  String disk() default "";

  /** The limit of files in the private directory: {@code "100"}; none. */
  String files() default "";

  /** The limit of processes alive at once, the main process included: {@code "4"}; none. */
  String processes() default "";

  /**
   * The limit of threads alive at once, in all processes; beyond it calls fail with EAGAIN: {@code
   * "8"}; none.
   */
  String threads() default "";

  /**
   * The limit of open descriptors, of each process; beyond it calls fail with EMFILE: {@code "64"};
   * 1024, which the program may raise to 4096.
   */
  String openFiles() default "";

  /**
   * What the program may not call, see {@link org.sandtrap.policy.Policy}: {@code "fork"}, {@code
   * "%network"}, {@code "socket(domain!=AF_UNIX)"}, <code>"unlink(path!={tempDir}/**)"</code>.
   * Before such a call is made the run ends with {@link Verdict#FORBIDDEN}, unless {@link
   * #onDenied} says otherwise. Rules of a class hold for its methods too, whose own are closer;
   * {@code "-fork"} undoes the rule {@code "fork"} of a class.
   */
  String[] deny() default {};

  /** What the program may call, and nothing else: {@code "%file"}, {@code "getrandom"}. */
  String[] allow() default {};

  /**
   * The policy that these rules are added to: a preset, {@code "compute"}, {@code "no-network"}, or
   * a file, {@code "rules/strict.policy"}, see {@link org.sandtrap.policy.Policy#named}; none.
   */
  String policy() default "";

  /** What becomes of a denied call: {@code "KILL"}, or the error it fails with; KILL. */
  String onDenied() default "";

  /** What the program reads on standard input, in UTF-8; nothing. */
  String stdin() default NOT_GIVEN;

  /**
   * The file that the program reads on standard input, relative to the working directory of the
   * JVM; instead of {@link #stdin}.
   */
  String stdinFile() default "";

  /** What becomes of standard output: one of {@link Redirect}; it is captured. */
  Redirect[] stdout() default {};

  /**
   * The file that standard output goes to, which is created or emptied; instead of {@link #stdout}.
   * See {@link Output#toFile}.
   */
  String stdoutFile() default "";

  /** What becomes of standard error: one of {@link Redirect}; it is captured. */
  Redirect[] stderr() default {};

  /**
   * The file that standard error goes to, which is created or emptied; instead of {@link #stderr}.
   * See {@link Output#toFile}.
   */
  String stderrFile() default "";

  /**
   * The size of the terminal that the program has, in columns and rows: {@code "80x24"}, {@code
   * "none"}; none. See {@link org.sandtrap.Sandbox#withTerminal(int, int)}.
   */
  String terminal() default "";

  /** What becomes of processes that outlive the main process; they are killed. */
  Leftovers[] leftovers() default {};

  /**
   * The program's working directory, relative to the JVM's; the same as the JVM's, or with {@link
   * #fixtures}, {@link #collect} or {@link #readable} the private directory. That is <code>
   * "{private}"</code>, at the beginning.
   */
  String directory() default "";

  /**
   * Environment variables: {@code "NAME=value"} sets one, {@code "NAME"} passes on the JVM's, if it
   * has one. See {@link org.sandtrap.Sandbox} for those that are always there.
   */
  String[] environment() default {};

  /**
   * The calls that are recorded, as in {@link #deny}: {@code "%file"}, {@code "connect"}, {@code
   * "write(fd=1)"}; {@code "all"} for every call, which is what a test gets that takes a {@link
   * org.sandtrap.trace.Trace}; {@code "none"}; none. See {@link
   * org.sandtrap.Sandbox#withTrace(String...)}.
   */
  String[] trace() default {};

  /**
   * Policies in Java that see what the program does and decide about it, in this order: each run
   * gets new objects, made by constructors without parameters. None. Only those of the closest
   * annotation that gives some count. See {@link org.sandtrap.Sandbox#withModule}.
   */
  Class<? extends PolicyModule>[] module() default {};

  /**
   * Whether only the entries of calls are recorded, which takes about half the time; no. See {@link
   * org.sandtrap.Sandbox#withTraceEntriesOnly()}.
   */
  boolean traceEntriesOnly() default false;

  /**
   * Whether a trace has the callers of each call, which takes some hundred microseconds for each;
   * no. See {@link org.sandtrap.Sandbox#withTraceCallers()}.
   */
  boolean traceCallers() default false;

  /** How many events a trace keeps, the first ones: 1 or more; 1,000,000. */
  int traceLimit() default 0;

  /**
   * How the run must end, {@link Verdict#OK} if nothing is given; one of several is enough. Checked
   * before the test method, which is not invoked if the run ended otherwise. A test that takes the
   * {@link org.sandtrap.Run} or its {@link Verdict} is expected to check that itself: there only
   * what is given counts. An empty list is as good as none: what is further away holds.
   */
  Verdict[] expect() default {};

  /**
   * The calls that rules must have denied, in words as in {@link #deny}: {@code "connect"}, {@code
   * "socket(domain=AF_INET)"}. Each word must have been denied at least once, and nothing else.
   * Checked with {@link #expect}. Where nothing is given, a test fails whose program was denied a
   * call, unless the call ended the run with an expected verdict, or the test takes the {@link
   * org.sandtrap.Run} or its {@link Verdict} and checks that itself. Calls that fail quietly are
   * not known, and so are never counted.
   */
  String[] expectDenied() default {};

  /**
   * Whether no other run may execute meanwhile, for measurements; {@code true} anywhere counts.
   * That holds among all JVMs of the same user on this host, such as the forks of a build, see
   * {@link org.sandtrap.Sandbox#withExclusiveProcessors}. The Java code of other tests still
   * executes, unless the test is {@code @Isolated}.
   */
  boolean exclusive() default false;

  /**
   * Whether an exec may give privileges, as of {@code sudo}; {@code true} anywhere counts. Needs a
   * JVM with {@code CAP_SYS_PTRACE} and {@code CAP_SYS_ADMIN}, see {@link
   * org.sandtrap.Sandbox#withNewPrivileges}.
   */
  boolean newPrivileges() default false;

  /**
   * The files and trees that the program may read: {@code "/usr"}, {@code "target/data"}, <code>
   * "{tempDir}"</code>; with a question mark behind it, {@code "/lib64?"}, what may be absent.
   * Paths are relative to the working directory of the JVM; <code>{private}</code> at the beginning
   * is the private directory. Only the list of the closest annotation that gives one counts.
   * Without one everything may be read. See {@link org.sandtrap.isolation.Isolation} for what is
   * always allowed.
   *
   * <pre>{@code
   * @Test
   * @Sandboxed(command = {"cat", "/etc/hostname"}, readable = {"/usr", "/lib", "/lib64?", "/etc"})
   * void readsWhatItMay() {}                      // passes
   *
   * @Test
   * @Sandboxed(command = {"cat", "/etc/hostname"}, readable = {"/usr", "/lib", "/lib64?"})
   * void readsWhatItMayNot() {}                   // fails: cat exits with 1, Permission denied
   * }</pre>
   */
  String[] readable() default {};

  /**
   * The files and trees that the program may write, and read, written like {@link #readable}: it
   * may create, change and remove there, and nowhere else; everywhere.
   */
  String[] writable() default {};

  /**
   * The files and trees that the program may execute, and read, written like {@link #readable};
   * all.
   */
  String[] executable() default {};

  /** The part of the network that the program can reach: one of {@link Network}; all of it. */
  Network[] network() default {};

  /**
   * Whether the program is kept from processes outside of its run: it cannot signal, trace, read or
   * limit them, nor reach their abstract sockets and shared memory; {@code true} anywhere counts.
   */
  boolean isolatedProcesses() default false;

  /** The user that the program runs as, a name or a number: {@code "nobody"}; that of the JVM. */
  String user() default "";

  /** The group beside {@link #user}, a name or a number; the group that the user has. */
  String group() default "";

  /** The directory that the program sees as {@code /}; that of the JVM. */
  String root() default "";

  /**
   * What is done where the kernel cannot enforce path rules: one of {@link Enforcement}; {@link
   * Enforcement#REQUIRED}, the run is refused.
   */
  Enforcement[] enforcement() default {};

  /**
   * The files and directories that are copied into the private directory before the start, under
   * their own names, relative to the working directory of the JVM; none. The program starts among
   * the copies, which it may change: the originals stay as they are. Only the list of the closest
   * annotation that gives one counts. See {@link
   * org.sandtrap.Sandbox#withFixture(java.nio.file.Path)}.
   *
   * <pre>{@code
   * @Test
   * @Sandboxed(command = {"sort", "-o", "words.txt", "words.txt"}, fixtures = "src/test/data/words.txt")
   * void sortsInPlace() {}                        // passes, and words.txt of the test is as before
   *
   * @Test
   * @Sandboxed(command = {"sort", "other.txt"}, fixtures = "src/test/data/words.txt")
   * void findsNoOther() {}                        // fails: sort exits with 2, No such file
   * }</pre>
   */
  String[] fixtures() default {};

  /**
   * The files in the private directory whose content is kept for {@link org.sandtrap.Run#file}:
   * {@code "out.txt"}, {@code "*.csv"}, {@code "result/**"}; none. Together they may have 16 MiB.
   * Only the list of the closest annotation that gives one counts. See {@link
   * org.sandtrap.Sandbox#collect}.
   *
   * <pre>{@code
   * @Test
   * @Sandboxed(command = {"sh", "-c", "echo 42 > out.txt"}, collect = "out.txt")
   * void writes(Run run) {
   *   assertThat(run).file("out.txt").hasContent("42\n"); // passes
   *   assertThat(run).file("out.txt").hasContent("43\n"); // fails
   * }
   * }</pre>
   */
  String[] collect() default {};

  /**
   * Whether annotations further away count: with {@code false} nothing of superclasses, interfaces
   * and enclosing classes, or of the class where this is on a method, only what is on the same
   * method or class, and the configuration.
   */
  boolean inherit() default true;
}
