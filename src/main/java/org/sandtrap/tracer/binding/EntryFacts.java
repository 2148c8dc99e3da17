package org.sandtrap.tracer.binding;

/**
 * Facts about an entry of a directory itself, not about what a link leads to; see stat(2).
 *
 * @param mode its kind and permissions
 * @param identity which file it is
 * @param names how many names the file has, in this directory and anywhere else
 * @param size its length, in bytes
 */
public record EntryFacts(int mode, FileFacts.Identity identity, long names, long size) {
  private static final int KIND = 0170000;

  /** {@code S_IFDIR}. */
  public static final int DIRECTORY = 0040000;

  /** {@code S_IFREG}. */
  public static final int REGULAR = 0100000;

  /** Its kind: {@link #DIRECTORY}, {@link #REGULAR}, or another {@code S_IF…} of inode(7). */
  public int kind() {
    return mode & KIND;
  }
}
