package org.sandtrap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sandtrap.tracer.Sink;

/** Output that goes to a stream: a file of its own, or one of this JVM's. */
final class StreamOutput implements Sink {
  private final OutputStream stream;
  private final boolean ours;

  private StreamOutput(OutputStream stream, boolean ours) {
    this.stream = stream;
    this.ours = ours;
  }

  static StreamOutput toFile(Path path, String step) {
    try {
      return new StreamOutput(Files.newOutputStream(path), true);
    } catch (IOException e) {
      throw new LaunchException(
          step, "", "The program's " + step + " cannot be written to " + path + ": " + e + ".", e);
    }
  }

  /**
   * This JVM's own standard output, or standard error; asked for at each launch, as tests replace
   * them.
   */
  static StreamOutput inherited(boolean errors) {
    return new StreamOutput(errors ? System.err : System.out, false);
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    stream.write(bytes, 0, length);
  }

  @Override
  public void close() throws IOException {
    stream.flush();
    if (ours) {
      stream.close();
    }
  }
}
