package org.sandtrap.tracer.binding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A ruleset of Landlock, see landlock(7): whatever is handled is forbidden to a program unless it
 * is allowed here.
 */
public final class RawLandlock implements AutoCloseable {
  private static final int O_PATH = 0x200000;
  private static final int PATH_MAX = 4096;

  private final int fd;

  private RawLandlock(int fd) {
    this.fd = fd;
  }

  /**
   * Makes a ruleset.
   *
   * @param files the rights of files that it handles
   * @param network the rights of ports
   * @param scopes the scopes
   * @throws ErrnoException when the kernel refuses it
   */
  public static RawLandlock create(long files, long network, long scopes) throws ErrnoException {
    LibTracer.require();
    return new RawLandlock(check(LibTracer.st_landlock_ruleset(files, network, scopes)));
  }

  /** The descriptor, for a plan. */
  public int fd() {
    return fd;
  }

  /**
   * Allows rights for a file, and of a directory for all below it.
   *
   * @param file the file, opened by {@link #locate}
   * @param rights the rights
   * @param ofFiles the rights that something has which is no directory
   * @throws ErrnoException when the kernel refuses that
   */
  public void allow(int file, long rights, long ofFiles) throws ErrnoException {
    check(LibTracer.st_landlock_allow(fd, file, rights, ofFiles));
  }

  /**
   * Finds a file without opening it for reading or writing, so that nothing happens to it and no
   * permission is needed.
   *
   * @return a descriptor, to be given to {@link RawFiles#close}
   * @throws ErrnoException when there is none
   */
  public static int locate(byte[] path) throws ErrnoException {
    LibTracer.require();
    return check(LibTracer.st_open(Arrays.copyOf(path, path.length + 1), O_PATH, 0));
  }

  /** The path that a descriptor has now, without symbolic links; empty where nobody knows. */
  public static byte[] pathOf(int file) {
    byte[] link = ("/proc/self/fd/" + file + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] path = new byte[PATH_MAX];
    int length = LibTracer.st_link(link, path, path.length);
    return Arrays.copyOf(path, Math.max(0, length));
  }

  @Override
  public void close() {
    LibTracer.st_close(fd);
  }

  private static int check(int result) throws ErrnoException {
    if (result < 0) {
      throw new ErrnoException(-result);
    }
    return result;
  }
}
