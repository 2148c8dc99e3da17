package org.sandtrap.limit;

/**
 * Which values of a limit make sense.
 *
 * @param least the smallest
 * @param problem what is wrong with less
 */
record Range(long least, String problem) {
  private static final long SMALLEST_PAGE = 4096;

  /**
   * Refuses a value that makes no sense.
   *
   * @throws IllegalArgumentException if it is too small or too large
   */
  static void check(Limit limit, Ceiling ceiling) {
    Range range = of(limit);
    if (ceiling.amount() < range.least()) {
      throw error(limit, ceiling, range.problem());
    }
    if (ceiling instanceof WrittenDuration duration
        && duration.value().compareTo(WrittenDuration.LONGEST) > 0) {
      throw error(limit, ceiling, "is too long: the longest limit is 292 years");
    }
    if (ceiling instanceof WrittenCount count && count.amount() > WrittenCount.LARGEST) {
      throw error(limit, ceiling, "is too large: the largest limit is " + WrittenCount.LARGEST);
    }
  }

  private static Range of(Limit limit) {
    return switch (limit) {
      case WALL, CPU, IDLE -> new Range(1, "leaves no time to run: a limit must be longer than 0");
      case MEMORY, ADDRESS_SPACE ->
          new Range(1, "leaves no memory to run in: a limit must be larger than 0");
      case STACK ->
          new Range(
              SMALLEST_PAGE, "is too small for a stack: the smallest limit is 4096 B, one page");
      case OUTPUT, FILE_SIZE, DISK, FILES -> new Range(0, "is negative: the smallest limit is 0");
      case PROCESSES ->
          new Range(1, "leaves no process to run: the smallest limit is 1, the main process");
      case THREADS ->
          new Range(1, "leaves no thread to run: the smallest limit is 1, the first thread");
      case OPEN_FILES ->
          new Range(
              3, "is too small: the smallest limit is 3, for standard input, output and error");
    };
  }

  private static IllegalArgumentException error(Limit limit, Ceiling ceiling, String problem) {
    return new IllegalArgumentException(
        limit.attribute()
            + ": "
            + ceiling
            + " "
            + problem
            + "; for no limit write \""
            + Limits.UNLIMITED
            + "\"");
  }
}
