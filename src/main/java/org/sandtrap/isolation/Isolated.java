package org.sandtrap.isolation;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A holder of an {@link Isolation}. Every {@code with…} answers a changed copy; a value that makes
 * no sense is an {@link IllegalArgumentException} that names the setting, the value and what is
 * expected.
 *
 * <p>Paths are relative to this JVM's working directory. In texts a question mark at the end means
 * that nothing may be there, {@code "/lib64?"}, and {@code {private}} at the beginning is the
 * private directory of the run. What is not there is an error of the launch.
 *
 * <pre>{@code
 * Sandbox sandbox = Sandbox.create()
 *     .withReadable("/usr", "/lib", "/lib64?", "/etc")
 *     .withWritable("target/work");
 * sandbox.run("cat", "/etc/passwd");       // prints it
 * sandbox.run("cat", "/root/.profile");    // fails: Permission denied
 * }</pre>
 *
 * @param <S> what every {@code with…} answers
 */
public interface Isolated<S> {
  /** The isolation. */
  Isolation isolation();

  /** Isolates in this way, in place of what was said before. */
  S withIsolation(Isolation isolation);

  /** Lets files and trees be read; without a call of this kind everything may be. */
  default S withReadable(String... paths) {
    return withIsolation(isolation().with(Access.READ, paths));
  }

  /** The same of paths. */
  default S withReadable(Path... paths) {
    return withIsolation(isolation().with(Access.READ, paths));
  }

  /**
   * Lets files and trees be written, and read; without a call of this kind everything may be
   * written. To create, remove and rename is to write.
   */
  default S withWritable(String... paths) {
    return withIsolation(isolation().with(Access.WRITE, paths));
  }

  /** The same of paths. */
  default S withWritable(Path... paths) {
    return withIsolation(isolation().with(Access.WRITE, paths));
  }

  /**
   * Lets files and trees be executed, and read; without a call of this kind everything may be
   * executed, also in the private directory.
   */
  default S withExecutable(String... paths) {
    return withIsolation(isolation().with(Access.EXECUTE, paths));
  }

  /** The same of paths. */
  default S withExecutable(Path... paths) {
    return withIsolation(isolation().with(Access.EXECUTE, paths));
  }

  /** Says which part of the network can be reached. */
  default S withNetwork(Network network) {
    return withIsolation(isolation().with(network));
  }

  /**
   * Keeps the program from processes outside of its run: it cannot signal, trace, read or limit
   * them, nor reach their abstract sockets and shared memory.
   */
  default S withIsolatedProcesses() {
    return withIsolation(isolation().withIsolatedProcesses());
  }

  /**
   * Runs the program as a user, with the group that the user has.
   *
   * @param user a name of passwd(5), or a number
   * @return a copy with that
   */
  default S withUser(String user) {
    return withIsolation(isolation().with(Identity.of(user)));
  }

  /**
   * Runs the program as a user and a group.
   *
   * @param user a name of passwd(5), or a number
   * @param group a name of group(5), or a number
   * @return a copy with that
   */
  default S withUser(String user, String group) {
    return withIsolation(isolation().with(Identity.of(user, group)));
  }

  /** Lets the program see a directory as {@code /}. */
  default S withRoot(String root) {
    return withIsolation(isolation().withRoot(FilePath.of("root", root)));
  }

  /** The same of a path. */
  default S withRoot(Path root) {
    return withIsolation(isolation().withRoot(FilePath.of("root", root)));
  }

  /** Sets the file mode creation mask, 022 unless it is set; see umask(2). */
  default S withUmask(int umask) {
    return withIsolation(isolation().withUmask(umask));
  }

  /** Sets the nice value, -20 to 19, see setpriority(2); to lower it takes privileges. */
  default S withNice(int nice) {
    return withIsolation(isolation().withNice(nice));
  }

  /** Lets the program use these processors only, counted from 0, see sched_setaffinity(2). */
  default S withProcessors(int... processors) {
    Objects.requireNonNull(processors, "processors is null");
    if (processors.length == 0) {
      throw new IllegalArgumentException(
          "processors: none is given, and a program needs one. Expected numbers from 0.");
    }
    Set<Integer> numbers = new TreeSet<>();
    for (int processor : processors) {
      numbers.add(processor);
    }
    return withIsolation(isolation().withProcessors(numbers));
  }

  /** Keeps memory where it was in the run before, as far as the host permits that. */
  default S withFixedAddresses() {
    return withIsolation(isolation().withFixedAddresses());
  }

  /** Says what is done on a host that cannot enforce path rules in the kernel. */
  default S withEnforcement(Enforcement enforcement) {
    return withIsolation(isolation().with(enforcement));
  }
}
