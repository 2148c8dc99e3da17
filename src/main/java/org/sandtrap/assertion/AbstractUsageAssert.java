package org.sandtrap.assertion;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractDurationAssert;
import org.assertj.core.api.DurationAssert;
import org.sandtrap.Run;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.DurationText;
import org.sandtrap.limit.Usage;

/**
 * Assertions on what a run used, all its processes together, to be inherited. A failure shows which
 * process used most, what the run used altogether, and how it ended:
 *
 * <pre>{@code
 * Expected `make all` to use at most 1 s of CPU time, but it used 4.2 s. Of its 3 processes, cc1 (1234) used most: 3.9 s.
 * Altogether: cpu 4.2 s, wall 4.5 s, peak 81.3 MiB, 3 processes.
 * OK: The program ended normally with exit code 0.
 * Standard error is empty.
 * }</pre>
 *
 * <p>A figure that the host could not measure is not compared: the check fails and says why, unless
 * what is known of the figure is answer enough, as when it is too much already.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the usage; AssertJ's soft assertions look for it here
 */
public abstract class AbstractUsageAssert<
        SELF extends AbstractUsageAssert<SELF, ACTUAL>, ACTUAL extends Usage>
    extends AbstractSandtrapAssert<SELF, ACTUAL> {
  /** The run that the usage is of. Not final: AssertJ's soft assertions construct with a usage. */
  private Optional<Run> run = Optional.empty();

  /**
   * For subclasses.
   *
   * @param actual what was used
   * @param selfType the type of the assertions
   */
  protected AbstractUsageAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /** Sets the run that the usage is of; null when that is not known. */
  final SELF of(Run owner) {
    run = Optional.ofNullable(owner);
    return myself;
  }

  /**
   * Checks the CPU time, in user mode and in the kernel.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().usedCpuAtMost("100ms");            // passes
   * assertThat(sandbox.run("gzip", "big.tar")).usage().usedCpuAtMost("100ms"); // fails: it used 2.1 s
   * }</pre>
   *
   * @param most the most that is all right, such as {@code 250ms}
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a duration
   */
  public SELF usedCpuAtMost(String most) {
    return usedCpuAtMost(duration(most));
  }

  /**
   * The same as {@link #usedCpuAtMost(String)}.
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF usedCpuAtMost(Duration most) {
    return checkAtMost(UsageFigure.CPU, most);
  }

  /**
   * Checks that the program did compute.
   *
   * <pre>{@code
   * assertThat(sandbox.run("gzip", "big.tar")).usage().usedCpuAtLeast("100ms"); // passes
   * assertThat(sandbox.run("sleep", "1")).usage().usedCpuAtLeast("100ms");      // fails: it used 0.9 ms
   * }</pre>
   *
   * @param least the least that is all right
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a duration
   */
  public SELF usedCpuAtLeast(String least) {
    return usedCpuAtLeast(duration(least));
  }

  /**
   * The same as {@link #usedCpuAtLeast(String)}.
   *
   * @param least the least that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF usedCpuAtLeast(Duration least) {
    return checkAtLeast(UsageFigure.CPU, least);
  }

  /**
   * Checks the CPU time in user mode.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().usedUserTimeAtMost("50ms");            // passes
   * assertThat(sandbox.run("gzip", "big.tar")).usage().usedUserTimeAtMost("50ms"); // fails
   * }</pre>
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a duration
   */
  public SELF usedUserTimeAtMost(String most) {
    return usedUserTimeAtMost(duration(most));
  }

  /**
   * The same as {@link #usedUserTimeAtMost(String)}.
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF usedUserTimeAtMost(Duration most) {
    return checkAtMost(UsageFigure.USER, most);
  }

  /**
   * Checks the CPU time in the kernel.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().usedSystemTimeAtMost("50ms");        // passes
   * assertThat(sandbox.run("find", "/")).usage().usedSystemTimeAtMost("50ms");   // fails
   * }</pre>
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a duration
   */
  public SELF usedSystemTimeAtMost(String most) {
    return usedSystemTimeAtMost(duration(most));
  }

  /**
   * The same as {@link #usedSystemTimeAtMost(String)}.
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF usedSystemTimeAtMost(Duration most) {
    return checkAtMost(UsageFigure.SYSTEM, most);
  }

  /**
   * Checks the time on the clock.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().tookAtMost("1s");       // passes
   * assertThat(sandbox.run("sleep", "2")).usage().tookAtMost("1s"); // fails: it took 2 s
   * }</pre>
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a duration
   */
  public SELF tookAtMost(String most) {
    return tookAtMost(duration(most));
  }

  /**
   * The same as {@link #tookAtMost(String)}.
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF tookAtMost(Duration most) {
    return checkAtMost(UsageFigure.WALL, most);
  }

  /**
   * Checks that the program took its time, as one that waits.
   *
   * <pre>{@code
   * assertThat(sandbox.run("sleep", "2")).usage().tookAtLeast("1s"); // passes
   * assertThat(sandbox.run("true")).usage().tookAtLeast("1s");       // fails: it took 1.1 ms
   * }</pre>
   *
   * @param least the least that is all right
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a duration
   */
  public SELF tookAtLeast(String least) {
    return tookAtLeast(duration(least));
  }

  /**
   * The same as {@link #tookAtLeast(String)}.
   *
   * @param least the least that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF tookAtLeast(Duration least) {
    return checkAtLeast(UsageFigure.WALL, least);
  }

  /**
   * Goes on with the CPU time, in user mode and in the kernel.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().cpu().isPositive();                      // passes
   * assertThat(sandbox.run("true")).usage().cpu().isGreaterThan(Duration.ofDays(1)); // fails
   * }</pre>
   *
   * @return AssertJ's assertions on durations
   */
  public final AbstractDurationAssert<?> cpu() {
    return time(UsageFigure.CPU, "CPU time");
  }

  /**
   * Goes on with the time on the clock.
   *
   * <pre>{@code
   * assertThat(sandbox.run("sleep", "1")).usage().wall().hasSeconds(1); // passes
   * assertThat(sandbox.run("sleep", "1")).usage().wall().hasSeconds(2); // fails
   * }</pre>
   *
   * @return AssertJ's assertions on durations
   */
  public final AbstractDurationAssert<?> wall() {
    return time(UsageFigure.WALL, "wall time");
  }

  /**
   * Checks how many processes there were, the main process included.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().hadProcesses(1);                      // passes
   * assertThat(sandbox.run("sh", "-c", "true | cat")).usage().hadProcesses(1);    // fails: it had 3
   * }</pre>
   *
   * @param expected how many
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF hadProcesses(long expected) {
    UsageFigure.checked(expected);
    isNotNull();
    return checkProcesses(actual.processesCreated() == expected, "", expected);
  }

  /**
   * Checks that there were not too many processes, the main process included.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().hadProcessesAtMost(2);                   // passes
   * assertThat(sandbox.run("sh", "-c", "true | cat")).usage().hadProcessesAtMost(2); // fails
   * }</pre>
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF hadProcessesAtMost(long most) {
    UsageFigure.checked(most);
    isNotNull();
    return checkProcesses(actual.processesCreated() <= most, "at most ", most);
  }

  /**
   * Checks how many threads were created, besides the first of each process.
   *
   * <pre>{@code
   * assertThat(sandbox.run("sort", "a")).usage().createdThreadsAtMost(0);            // passes
   * assertThat(sandbox.run("java", "-version")).usage().createdThreadsAtMost(0);     // fails
   * }</pre>
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF createdThreadsAtMost(long most) {
    return checkAtMost(UsageFigure.THREADS, most);
  }

  /**
   * Checks the page faults that did not read from storage: each page of memory costs one when it is
   * first used.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().hadMinorFaultsAtMost(1000);             // passes
   * assertThat(sandbox.run("java", "-version")).usage().hadMinorFaultsAtMost(1000); // fails
   * }</pre>
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF hadMinorFaultsAtMost(long most) {
    return checkAtMost(UsageFigure.MINOR_FAULTS, most);
  }

  /**
   * Checks the page faults that read from storage.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().hadMajorFaultsAtMost(0); // passes when its file was cached, else fails
   * }</pre>
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF hadMajorFaultsAtMost(long most) {
    return checkAtMost(UsageFigure.MAJOR_FAULTS, most);
  }

  /**
   * Checks how often threads gave up a processor, as to wait. Stops for Sandtrap count.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().hadVoluntarySwitchesAtMost(20);                 // passes
   * assertThat(sandbox.run("sh", "-c", "yes | head -c 9MB")).usage().hadVoluntarySwitchesAtMost(20); // fails
   * }</pre>
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF hadVoluntarySwitchesAtMost(long most) {
    return checkAtMost(UsageFigure.VOLUNTARY_SWITCHES, most);
  }

  /**
   * Checks how often threads were taken off a processor that they could have gone on using.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().hadInvoluntarySwitchesAtMost(1000);           // passes
   * assertThat(sandbox.run("gzip", "big.tar")).usage().hadInvoluntarySwitchesAtMost(0);   // fails on a busy host
   * }</pre>
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF hadInvoluntarySwitchesAtMost(long most) {
    return checkAtMost(UsageFigure.INVOLUNTARY_SWITCHES, most);
  }

  /**
   * Checks how much was read, from files, pipes and sockets.
   *
   * <pre>{@code
   * assertThat(sandbox.run("head", "-c", "9", "/dev/zero")).usage().readAtMost("64KiB"); // passes
   * assertThat(sandbox.run("cat", "big.tar")).usage().readAtMost("64KiB");               // fails
   * }</pre>
   *
   * @param most the most that is all right, such as {@code 1MiB}
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a size
   */
  public SELF readAtMost(String most) {
    return readAtMost(size(most));
  }

  /**
   * The same as {@link #readAtMost(String)}.
   *
   * @param most the most that is all right
   * @return these assertions
   */
  public SELF readAtMost(ByteSize most) {
    return checkAtMost(UsageFigure.READ, most);
  }

  /**
   * Checks how much was written, to files, pipes and sockets.
   *
   * <pre>{@code
   * assertThat(sandbox.run("echo", "hi")).usage().wroteAtMost("1KiB");     // passes
   * assertThat(sandbox.run("cat", "big.tar")).usage().wroteAtMost("1KiB"); // fails
   * }</pre>
   *
   * @param most the most that is all right, such as {@code 1MiB}
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a size
   */
  public SELF wroteAtMost(String most) {
    return wroteAtMost(size(most));
  }

  /**
   * The same as {@link #wroteAtMost(String)}.
   *
   * @param most the most that is all right
   * @return these assertions
   */
  public SELF wroteAtMost(ByteSize most) {
    return checkAtMost(UsageFigure.WRITTEN, most);
  }

  /**
   * Goes on with the most memory that was resident at once in one process.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().peakMemory().isLessThan("64MiB");            // passes
   * assertThat(sandbox.run("java", "-version")).usage().peakMemory().isLessThan("1MiB"); // fails
   * }</pre>
   *
   * @return assertions on the size
   */
  public final UsageSizeAssert<SELF> peakMemory() {
    return peak(UsageFigure.PEAK_MEMORY, "the peak memory", List.of());
  }

  /**
   * Goes on with the most memory that was resident at once in all processes together.
   *
   * <pre>{@code
   * assertThat(sandbox.run("sh", "-c", "true | cat")).usage().treePeak().isLessThan("64MiB");  // passes
   * assertThat(sandbox.run("sh", "-c", "true | cat")).usage().treePeak().isLessThan("64KiB");  // fails
   * }</pre>
   *
   * @return assertions on the size
   */
  public final UsageSizeAssert<SELF> treePeak() {
    String name = "the peak memory of all processes together";
    List<String> source =
        actual == null ? List.of() : List.of("It is " + actual.treePeakSource().description());
    return peak(UsageFigure.TREE_PEAK, name, source);
  }

  /**
   * Goes on with the most address space that one process had at once, used or only reserved.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().peakVirtual().isLessThan("1GiB");            // passes
   * assertThat(sandbox.run("java", "-version")).usage().peakVirtual().isLessThan("1GiB"); // fails
   * }</pre>
   *
   * @return assertions on the size
   */
  public final UsageSizeAssert<SELF> peakVirtual() {
    return peak(UsageFigure.PEAK_VIRTUAL, "the peak address space", List.of());
  }

  private static Duration duration(String text) {
    return DurationText.parse(Objects.requireNonNull(text, "the duration is null"));
  }

  private static ByteSize size(String text) {
    return ByteSize.parse(Objects.requireNonNull(text, "the size is null"));
  }

  private <T extends Comparable<T>> SELF checkAtMost(UsageFigure<T> figure, T most) {
    UsageFigure.checked(Objects.requireNonNull(most, "the most that is expected is null"));
    isNotNull();
    boolean holds = figure.total().apply(actual).compareTo(most) <= 0;
    return check(figure, holds, !holds, "at most ", most);
  }

  private <T extends Comparable<T>> SELF checkAtLeast(UsageFigure<T> figure, T least) {
    UsageFigure.checked(Objects.requireNonNull(least, "the least that is expected is null"));
    isNotNull();
    boolean holds = figure.total().apply(actual).compareTo(least) >= 0;
    return check(figure, holds, holds, "at least ", least);
  }

  private <T extends Comparable<T>> SELF check(
      UsageFigure<T> figure, boolean holds, boolean settled, String bound, T expected) {
    KnownAmount known = figure.known(actual, expected);
    String wanted = bound + figure.text(expected);
    return check(
        holds && known.answers(settled),
        known.found(),
        wanted,
        () ->
            description()
                .failure(
                    "to " + figure.verb() + " " + wanted + figure.noun(expected),
                    known.clause("it " + figure.past(), settled),
                    figure.foremost(actual).stream().toList()));
  }

  private SELF checkProcesses(boolean holds, String bound, long expected) {
    String noun = expected == 1 ? " process" : " processes";
    return check(
        holds,
        Long.toString(actual.processesCreated()),
        bound + expected,
        () ->
            description()
                .failure(
                    "to have " + bound + expected + noun,
                    "it had " + actual.processesCreated(),
                    description().roll()));
  }

  private UsageSizeAssert<SELF> peak(
      UsageFigure<ByteSize> figure, String name, List<String> details) {
    UsageSizeAssert<SELF> size =
        goOn(figure.total()::apply, (ByteSize found) -> new UsageSizeAssert<SELF>(found))
            .returningTo(myself);
    if (actual != null) {
      UsageDescription description = description();
      List<String> more =
          Stream.concat(details.stream(), figure.foremost(actual).stream()).toList();
      size.of(
          new SizeDescription(
              name + " of " + description.program(),
              figure.gap(actual),
              () -> description.circumstances(more)));
    }
    return size;
  }

  private AbstractDurationAssert<?> time(UsageFigure<Duration> figure, String name) {
    return goOn(figure.total()::apply, DurationAssert::new, usage -> description().part(name));
  }

  private UsageDescription description() {
    return new UsageDescription(actual, run);
  }
}
