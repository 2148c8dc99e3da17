package org.sandtrap.launch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sandtrap.isolation.PathRule;

/** Paths that may begin with {@code {private}}, which is the private directory of the run. */
public final class PrivatePath {
  private static final byte[] START = PathRule.PRIVATE.getBytes(StandardCharsets.UTF_8);
  private static final byte SLASH = '/';

  private PrivatePath() {}

  /** Whether a path is that of the private directory, or of something in it. */
  public static boolean isIn(byte[] path) {
    int mismatch = Arrays.mismatch(path, START);
    return mismatch < 0 || (mismatch == START.length && (path[mismatch] == SLASH));
  }

  /**
   * The path as seen from the root directory.
   *
   * @param current this JVM's working directory
   * @param directory the private directory
   */
  public static byte[] absolute(byte[] path, byte[] current, byte[] directory) {
    return isIn(path)
        ? TextBytes.join(directory, Arrays.copyOfRange(path, START.length, path.length))
        : Command.absolute(path, current);
  }
}
