package org.sandtrap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sandtrap.tracer.Sink;

/** Output that goes to a stream: a file of its own, or one of this JVM's. */
final class StreamOutput implements Sink {
  private final OutputStream stream;
  private final Optional<Path> file;

  private StreamOutput(OutputStream stream, Optional<Path> file) {
    this.stream = stream;
    this.file = file;
  }

  static StreamOutput toFile(Path path, String step) {
    try {
      return new StreamOutput(Files.newOutputStream(path), Optional.of(path));
    } catch (IOException e) {
      throw new LaunchException(
          step,
          FileErrors.errno(e),
          "The program's "
              + step
              + " cannot be written to '"
              + path
              + "' ("
              + FileErrors.reason(e)
              + "). Expected a file in an existing directory, which may be written.",
          e);
    }
  }

  /**
   * This JVM's own standard output, or standard error; asked for at each launch, as tests replace
   * them.
   */
  static StreamOutput inherited(boolean errors) {
    return new StreamOutput(errors ? System.err : System.out, Optional.empty());
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    try {
      stream.write(bytes, 0, length);
    } catch (IOException e) {
      throw named(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      stream.flush();
      if (file.isPresent()) {
        stream.close();
      }
    } catch (IOException e) {
      throw named(e);
    }
  }

  /** A stream does not say what it writes to. */
  private IOException named(IOException problem) {
    return file.isEmpty()
        ? problem
        : new FileSystemException(file.get().toString(), null, FileErrors.reason(problem));
  }
}
