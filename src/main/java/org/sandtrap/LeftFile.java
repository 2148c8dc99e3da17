package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sandtrap.launch.FoundFile;
import org.sandtrap.launch.VisibleText;
import org.sandtrap.limit.ByteSize;

/**
 * A file, directory or other thing that was in the private directory of a run when all its
 * processes had ended. The content is known of regular files that {@link Sandbox#collect} asked
 * for. Immutable.
 */
public final class LeftFile {
  private static final int PERMISSIONS = 07777;

  private final FoundFile found;

  LeftFile(FoundFile found) {
    this.found = found;
  }

  /** A kind of file, see inode(7). */
  public enum Kind {
    /** A regular file. */
    FILE(0100000),
    /** A directory. */
    DIRECTORY(0040000),
    /** A symbolic link, which is never followed. */
    LINK(0120000),
    /** A FIFO, see fifo(7). */
    FIFO(0010000),
    /** A local socket, see unix(7). */
    SOCKET(0140000),
    /** A device. */
    DEVICE(0);

    private final int bits;

    Kind(int bits) {
      this.bits = bits;
    }

    private static Kind of(int bits) {
      return Arrays.stream(values()).filter(kind -> kind.bits == bits).findFirst().orElse(DEVICE);
    }
  }

  /**
   * Its path in the private directory, {@code "result/a.csv"}; what is not valid UTF-8 becomes
   * U+FFFD. A program may have put anything into it, line feeds and control characters as well.
   */
  public String path() {
    return new String(found.path(), StandardCharsets.UTF_8);
  }

  /** Its path in bytes, a new array every time. */
  public byte[] pathBytes() {
    return found.path().clone();
  }

  /** What it is. */
  public Kind kind() {
    return Kind.of(found.facts().kind());
  }

  /** Its length; what a sparse file does not hold counts as well, see stat(2). */
  public ByteSize size() {
    return ByteSize.ofBytes(Math.max(0, found.facts().size()));
  }

  /** Its permissions, in Java best read in octal: {@code 0644}; see chmod(2). */
  public int permissions() {
    return found.facts().mode() & PERMISSIONS;
  }

  /** Whether its content is known. */
  public boolean isCollected() {
    return found.isRead();
  }

  /**
   * Its content, a new array every time.
   *
   * @throws IllegalStateException when it is not known; the message says why
   */
  public byte[] bytes() {
    if (!found.isRead()) {
      throw new IllegalStateException(
          "The content of '" + shown() + "' was not collected: " + found.problem() + ".");
    }
    return found.content().clone();
  }

  /** {@link #bytes()} as text in UTF-8; what is not valid becomes U+FFFD. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** {@link #text()} in lines, without their ends. */
  public List<String> lines() {
    return text().lines().toList();
  }

  private String shown() {
    return VisibleText.line(path());
  }

  /** In one line: {@code out.txt (file, 12 B)}. */
  @Override
  public String toString() {
    String size = kind() == Kind.FILE ? ", " + size() : "";
    return shown() + " (" + kind().name().toLowerCase(Locale.ROOT) + size + ")";
  }
}
