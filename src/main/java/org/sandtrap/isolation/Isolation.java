package org.sandtrap.isolation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The part of a host that a program can reach, as settings. Immutable.
 *
 * <p>Without a rule of a kind everything of that kind is as it is for this JVM. Always allowed are:
 * the private directory of the run, which may be read and written; the program itself with its
 * interpreters, which may be read and executed; {@code /dev/null}, {@code zero}, {@code full},
 * {@code random}, {@code urandom} and {@code tty}, which may be read, and of which {@code null} and
 * {@code tty} may be written; and the standard streams.
 *
 * @param paths what may be read, written and executed
 * @param network what of the network can be reached
 * @param isolatedProcesses whether the program cannot signal, trace, read or limit processes
 *     outside of its run, nor reach their abstract sockets and shared memory
 * @param identity the user it runs as; empty: that of this JVM
 * @param root the directory that it sees as {@code /}; empty: that of this JVM
 * @param umask the file mode creation mask, see umask(2)
 * @param nice the nice value, see setpriority(2); empty: that of this JVM
 * @param processors the processors it may use, counted from 0; empty: those of this JVM
 * @param fixedAddresses whether its memory is where it was in the run before, as far as the host
 *     permits that
 * @param enforcement what is done where the kernel cannot enforce path rules
 */
public record Isolation(
    List<PathRule> paths,
    Network network,
    boolean isolatedProcesses,
    Optional<Identity> identity,
    Optional<FilePath> root,
    int umask,
    OptionalInt nice,
    Set<Integer> processors,
    boolean fixedAddresses,
    Enforcement enforcement) {
  private static final int USUAL_UMASK = 022;
  private static final int MODES = 0777;
  private static final int HIGHEST_PRIORITY = -20;
  private static final int LOWEST_PRIORITY = 19;
  private static final int PROCESSORS = 8192;

  /** No isolation: the program reaches what this JVM's user reaches. */
  public static final Isolation NONE =
      new Isolation(
          List.of(),
          Network.ALLOWED,
          false,
          Optional.empty(),
          Optional.empty(),
          USUAL_UMASK,
          OptionalInt.empty(),
          Set.of(),
          false,
          Enforcement.REQUIRED);

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException when a number is out of its range
   */
  public Isolation {
    paths = List.copyOf(paths);
    Objects.requireNonNull(network, "network is null");
    Objects.requireNonNull(identity, "user is null");
    Objects.requireNonNull(root, "root is null");
    Objects.requireNonNull(enforcement, "enforcement is null");
    processors = Collections.unmodifiableSet(new TreeSet<>(processors));
    if (umask < 0 || umask > MODES) {
      throw new IllegalArgumentException(
          "umask: "
              + Integer.toOctalString(umask)
              + " (octal) is no mask of permissions. Expected 0 to 0777, in Java with a zero before"
              + " it: 022.");
    }
    if (nice.isPresent()
        && (nice.getAsInt() < HIGHEST_PRIORITY || nice.getAsInt() > LOWEST_PRIORITY)) {
      throw new IllegalArgumentException(
          "nice: "
              + nice.getAsInt()
              + " is no nice value. Expected -20, for most of the processors' time, to 19, for"
              + " least.");
    }
    for (int processor : processors) {
      checkProcessor(processor);
    }
  }

  private static void checkProcessor(int processor) {
    if (processor < 0 || processor >= PROCESSORS) {
      throw new IllegalArgumentException(
          "processors: "
              + processor
              + " is no number of a processor. Expected 0 to "
              + (PROCESSORS - 1)
              + ", as /proc/cpuinfo and taskset(1) count them.");
    }
  }

  /** Whether everything can be reached that this JVM's user can reach. */
  public boolean isOpen() {
    return paths.isEmpty()
        && network == Network.ALLOWED
        && !isolatedProcesses
        && identity.isEmpty()
        && root.isEmpty();
  }

  /** The rules of one kind, in their order. */
  public List<PathRule> paths(Access access) {
    return paths.stream().filter(rule -> rule.access() == access).toList();
  }

  /** Whether there are rules of a kind, which close everything else. */
  public boolean restricts(Access access) {
    return paths.stream().anyMatch(rule -> rule.access() == access);
  }

  /**
   * The same with more path rules of a kind.
   *
   * @param access the kind
   * @param texts the paths, as {@link PathRule#of(Access, String)} reads them
   * @return a copy with them
   */
  public Isolation with(Access access, String... texts) {
    return with(PathRule.all(access, texts));
  }

  /** The same of paths. */
  public Isolation with(Access access, Path... files) {
    Objects.requireNonNull(files, () -> access.setting() + " is null");
    return with(
        Stream.of(files)
            .map(file -> PathRule.of(access, FilePath.of(access.setting(), file)))
            .toList());
  }

  /** The same with more path rules. */
  public Isolation with(Collection<PathRule> more) {
    List<PathRule> all = new ArrayList<>(paths);
    all.addAll(more);
    return changed(draft -> draft.paths = all);
  }

  /** The same without the rules of a kind. */
  public Isolation without(Access access) {
    List<PathRule> others = paths.stream().filter(rule -> rule.access() != access).toList();
    return changed(draft -> draft.paths = others);
  }

  /** The same with another part of the network. */
  public Isolation with(Network other) {
    return changed(draft -> draft.network = other);
  }

  /** The same without a way to processes outside of the run. */
  public Isolation withIsolatedProcesses() {
    return changed(draft -> draft.isolatedProcesses = true);
  }

  /** The same as another user. */
  public Isolation with(Identity other) {
    return changed(draft -> draft.identity = Optional.of(other));
  }

  /** The same with another directory as {@code /}. */
  public Isolation withRoot(FilePath other) {
    return changed(draft -> draft.root = Optional.of(other));
  }

  /** The same with another file mode creation mask. */
  public Isolation withUmask(int other) {
    return changed(draft -> draft.umask = other);
  }

  /** The same with a nice value. */
  public Isolation withNice(int other) {
    return changed(draft -> draft.nice = OptionalInt.of(other));
  }

  /** The same on these processors. */
  public Isolation withProcessors(Set<Integer> other) {
    return changed(draft -> draft.processors = other);
  }

  /** The same with memory at fixed addresses. */
  public Isolation withFixedAddresses() {
    return changed(draft -> draft.fixedAddresses = true);
  }

  /** The same with another demand on the host. */
  public Isolation with(Enforcement other) {
    return changed(draft -> draft.enforcement = other);
  }

  /** A copy in which something is about to change. */
  private static final class Draft {
    private List<PathRule> paths;
    private Network network;
    private boolean isolatedProcesses;
    private Optional<Identity> identity;
    private Optional<FilePath> root;
    private int umask;
    private OptionalInt nice;
    private Set<Integer> processors;
    private boolean fixedAddresses;
    private Enforcement enforcement;
  }

  private Isolation changed(Consumer<Draft> change) {
    Draft draft = new Draft();
    draft.paths = paths;
    draft.network = network;
    draft.isolatedProcesses = isolatedProcesses;
    draft.identity = identity;
    draft.root = root;
    draft.umask = umask;
    draft.nice = nice;
    draft.processors = processors;
    draft.fixedAddresses = fixedAddresses;
    draft.enforcement = enforcement;
    change.accept(draft);
    return new Isolation(
        draft.paths,
        draft.network,
        draft.isolatedProcesses,
        draft.identity,
        draft.root,
        draft.umask,
        draft.nice,
        draft.processors,
        draft.fixedAddresses,
        draft.enforcement);
  }
}
