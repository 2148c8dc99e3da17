package org.sandtrap.tracer.host;

import java.nio.file.Path;
import java.util.Optional;
import org.sandtrap.tracer.binding.RawFiles;
import org.sandtrap.tracer.binding.Stdio;

/**
 * A program's or library's file as it was when it was executed, to be read later. A temporary one
 * is kept open, within bounds, so that it can be gone from its directory by then. None is read if
 * it has changed.
 */
final class ModuleFile {
  /** What a tool calls its own standard input. */
  private static final String STDIN = "/proc/self/fd/0";

  private final String path;
  private final Optional<FileVersion> version;
  private final Optional<KeptDescriptor> kept;

  private ModuleFile(String path, Optional<FileVersion> version, Optional<KeptDescriptor> kept) {
    this.path = path;
    this.version = version;
    this.kept = kept;
  }

  static ModuleFile of(String path) {
    Optional<FileVersion> version = FileVersion.of(path);
    return new ModuleFile(
        path,
        version,
        version.filter(found -> isPassing(path)).flatMap(found -> KeptDescriptor.of(path, found)));
  }

  /** Tests remove their temporary directories at their end; programs elsewhere mostly stay. */
  private static boolean isPassing(String path) {
    return path.startsWith(System.getProperty("java.io.tmpdir"));
  }

  /**
   * Where this JVM can read it now; empty if it was written to in place, as it then says nothing of
   * what was executed.
   */
  Optional<Path> readable() {
    String name = kept.map(fd -> RawFiles.ofDescriptor(fd.number()).toString()).orElse(path);
    return version.isPresent() && FileVersion.of(name).equals(version)
        ? Optional.of(Path.of(name))
        : Optional.empty();
  }

  /** The path by which a tool finds the file that has {@link #stdin} as its standard input. */
  String pathOfTool() {
    return kept.isPresent() ? STDIN : path;
  }

  /** What a tool that reads the file gets as its standard input. */
  Stdio stdin() {
    return kept.<Stdio>map(fd -> new Stdio.Descriptor(fd.number())).orElse(new Stdio.Null());
  }
}
