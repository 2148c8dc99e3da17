package org.sandtrap.tracer.binding;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.sandtrap.limit.Figure;

/** A figure that the native side could not measure, see {@code enum st_missing}. */
public enum MissingFigure {
  /** Bytes read and written. */
  TRANSFER(
      Numbers.NO_TRANSFER,
      "/proc/PID/io of a process could not be read, which takes the right to trace it, as its user"
          + " has it, or CAP_SYS_PTRACE",
      Figure.TRANSFER),
  /** The peak of resident memory. */
  MEMORY(
      Numbers.NO_MEMORY,
      "a process was killed before its last look, and may have had more than was seen",
      Figure.PEAK_MEMORY,
      Figure.PEAK_VIRTUAL),
  /** Context switches. */
  SWITCHES(
      Numbers.NO_SWITCHES,
      "a thread was killed before its last look, and its own are not in the sum",
      Figure.VOLUNTARY_SWITCHES,
      Figure.INVOLUNTARY_SWITCHES),
  /** Page faults. */
  FAULTS(
      Numbers.NO_FAULTS,
      "those of a process could not be read from /proc/PID/stat",
      Figure.MINOR_FAULTS,
      Figure.MAJOR_FAULTS);

  private final int bit;
  private final String reason;
  private final List<Figure> figures;

  MissingFigure(int bit, String reason, Figure... figures) {
    this.bit = bit;
    this.reason = reason;
    this.figures = List.of(figures);
  }

  /** Whether the bits of {@code enum st_missing} have it. */
  public boolean isIn(int bits) {
    return (bits & bit) != 0;
  }

  /** The figures that some bits say are missing, each with the reason. */
  public static Map<Figure, String> figures(int bits) {
    Map<Figure, String> missing = new EnumMap<>(Figure.class);
    for (MissingFigure one : values()) {
      if (one.isIn(bits)) {
        one.figures.forEach(figure -> missing.put(figure, one.reason));
      }
    }
    return missing;
  }
}
