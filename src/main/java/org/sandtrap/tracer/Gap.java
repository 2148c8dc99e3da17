package org.sandtrap.tracer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.sandtrap.limit.Figure;

/** Something that the native side could not tell, see {@code enum st_missing}. */
enum Gap {
  TRANSFER(
      1,
      "/proc/PID/io of a process could not be read, which takes the right to trace it, as its user"
          + " has it, or CAP_SYS_PTRACE",
      Figure.TRANSFER),
  MEMORY(
      2,
      "a process was killed before its last look, and may have had more than was seen",
      Figure.PEAK_MEMORY,
      Figure.PEAK_VIRTUAL),
  SWITCHES(
      4,
      "a thread was killed before its last look, and its own are not in the sum",
      Figure.VOLUNTARY_SWITCHES,
      Figure.INVOLUNTARY_SWITCHES),
  FAULTS(
      8,
      "those of a process could not be read from /proc/PID/stat",
      Figure.MINOR_FAULTS,
      Figure.MAJOR_FAULTS);

  private final int bit;
  private final String reason;
  private final List<Figure> figures;

  Gap(int bit, String reason, Figure... figures) {
    this.bit = bit;
    this.reason = reason;
    this.figures = List.of(figures);
  }

  boolean isIn(int bits) {
    return (bits & bit) != 0;
  }

  /** The figures that some bits say are missing, each with the reason. */
  static Map<Figure, String> figures(int bits) {
    Map<Figure, String> missing = new EnumMap<>(Figure.class);
    for (Gap gap : values()) {
      if (gap.isIn(bits)) {
        gap.figures.forEach(figure -> missing.put(figure, gap.reason));
      }
    }
    return missing;
  }
}
