package org.sandtrap.tracer.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A sink that writes to a stream: to a file of its own, or to an output of this JVM. */
public final class StreamOutput implements Sink {
  private final OutputStream stream;
  private final Optional<Path> file;

  private StreamOutput(OutputStream stream, Optional<Path> file) {
    this.stream = stream;
    this.file = file;
  }

  /** Output to a file, which is created or emptied. */
  public static StreamOutput toFile(Path path) throws IOException {
    return new StreamOutput(Files.newOutputStream(path), Optional.of(path));
  }

  /**
   * This JVM's own standard output, or standard error; asked for at each launch, as tests replace
   * them.
   */
  public static StreamOutput inherited(boolean errors) {
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

  /** The problem with the name of the file, which a stream does not know. */
  private IOException named(IOException problem) {
    return file.isEmpty()
        ? problem
        : new FileSystemException(file.get().toString(), null, FileErrors.reason(problem));
  }
}
