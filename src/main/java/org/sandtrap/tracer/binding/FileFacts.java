package org.sandtrap.tracer.binding;

/**
 * Facts about a file, see statx(2).
 *
 * @param identity which file it is
 * @param size its length, in bytes
 * @param regular whether it is a regular file
 */
public record FileFacts(Identity identity, long size, boolean regular) {
  /**
   * The identity of a file, as long as it exists.
   *
   * @param device the number of its file system
   * @param inode its number there
   */
  public record Identity(long device, long inode) {}
}
