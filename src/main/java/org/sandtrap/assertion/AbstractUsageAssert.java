package org.sandtrap.assertion;

import java.util.List;
import org.sandtrap.limit.ByteSize;
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
 * <p>A figure that the host could not tell is not compared: the check fails and says why, unless
 * what is known of the figure is answer enough, as when it is too much already.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the usage; AssertJ's soft assertions look for it here
 */
public abstract class AbstractUsageAssert<
        SELF extends AbstractUsageAssert<SELF, ACTUAL>, ACTUAL extends Usage>
    extends AbstractTimeAssert<SELF, ACTUAL> {
  /**
   * For subclasses.
   *
   * @param actual what was used
   * @param selfType the type of the assertions
   */
  protected AbstractUsageAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
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
    FigureWords.checked(expected);
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
    FigureWords.checked(most);
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
    return checkAtMost(FigureWords.THREADS, most);
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
    return checkAtMost(FigureWords.MINOR_FAULTS, most);
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
    return checkAtMost(FigureWords.MAJOR_FAULTS, most);
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
    return checkAtMost(FigureWords.VOLUNTARY_SWITCHES, most);
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
    return checkAtMost(FigureWords.INVOLUNTARY_SWITCHES, most);
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
    return checkAtMost(FigureWords.READ, most);
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
    return checkAtMost(FigureWords.WRITTEN, most);
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
    return peak(FigureWords.PEAK_MEMORY, "the peak memory", List.of());
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
    return peak(FigureWords.TREE_PEAK, name, source);
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
    return peak(FigureWords.PEAK_VIRTUAL, "the peak address space", List.of());
  }
}
