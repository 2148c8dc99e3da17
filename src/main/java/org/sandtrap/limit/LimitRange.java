package org.sandtrap.limit;

/**
 * The values of a limit that make sense.
 *
 * @param least the smallest
 * @param problem what is wrong with less
 */
record LimitRange(long least, String problem) {
  private static final long SMALLEST_PAGE = 4096;

  /**
   * Refuses a value that makes no sense.
   *
   * @throws IllegalArgumentException if it is too small or too large
   */
  static void check(Limit limit, LimitValue value) {
    LimitRange range = of(limit);
    if (value.amount() < range.least()) {
      throw error(limit, value, range.problem());
    }
    if (value instanceof LimitValue.OfDuration duration
        && duration.value().compareTo(LimitValue.OfDuration.LONGEST) > 0) {
      throw error(limit, value, "is too long: the longest limit is 292 years");
    }
    if (value instanceof LimitValue.OfCount count && count.amount() > LimitValue.OfCount.LARGEST) {
      throw error(limit, value, "is too large: the largest limit is " + LimitValue.OfCount.LARGEST);
    }
  }

  private static LimitRange of(Limit limit) {
    return switch (limit) {
      case WALL, CPU, IDLE ->
          new LimitRange(1, "leaves no time to run: a limit must be longer than 0");
      case MEMORY, ADDRESS_SPACE ->
          new LimitRange(1, "leaves no memory to run in: a limit must be larger than 0");
      case STACK ->
          new LimitRange(
              SMALLEST_PAGE, "is too small for a stack: the smallest limit is 4096 B, one page");
      case OUTPUT, FILE_SIZE, DISK, FILES ->
          new LimitRange(0, "is negative: the smallest limit is 0");
      case PROCESSES ->
          new LimitRange(1, "leaves no process to run: the smallest limit is 1, the main process");
      case THREADS ->
          new LimitRange(1, "leaves no thread to run: the smallest limit is 1, the first thread");
      case OPEN_FILES ->
          new LimitRange(
              3, "is too small: the smallest limit is 3, for standard input, output and error");
    };
  }

  private static IllegalArgumentException error(Limit limit, LimitValue value, String problem) {
    return new IllegalArgumentException(
        limit.attribute()
            + ": "
            + value
            + " "
            + problem
            + "; for no limit write \""
            + Limits.UNLIMITED
            + "\"");
  }
}
