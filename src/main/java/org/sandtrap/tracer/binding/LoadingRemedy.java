package org.sandtrap.tracer.binding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A remedy for a native library that cannot be loaded.
 *
 * @param symptoms what messages of JNA, the JVM or the loader of the C library contain then, in
 *     lower case
 * @param remedy what to do about it
 */
record LoadingRemedy(List<String> symptoms, String remedy) {
  static final String OTHER_BUILD =
      "Delete that library, which is damaged or of another build: it was found first, in jna.library.path, in LD_LIBRARY_PATH or on the class"
          + " path. In Sandtrap's own build: mvn clean verify.";

  private static final String MOVE = "Name another directory with -Djna.tmpdir=/some/directory.";

  /** The more special ones first: some messages contain several symptoms. */
  private static final List<LoadingRemedy> ALL =
      List.of(
          when(
              "JNA has failed before in this JVM: its first UnsatisfiedLinkError, earlier in the log, tells why. "
                  + MOVE,
              "could not initialize class com.sun.jna"),
          when(
              "JNA is not on the class path: add net.java.dev.jna:jna, as Maven and Gradle do by themselves when they"
                  + " resolve org.sandtrap:sandtrap.",
              "noclassdeffounderror: com/sun/jna"),
          when(
              "Another version of JNA is installed on this system and found first: start the JVM with"
                  + " -Djna.nosys=true.",
              "incompatible jna native library"),
          when(
              "JNA unpacked it into a directory from which nothing may be executed, because that is mounted noexec or"
                  + " forbidden by a security module. "
                  + MOVE,
              "failed to map segment",
              "operation not permitted"),
          when(
              "This JVM has as many files open as it may: ulimit -n, LimitNOFILE= of a service, or --ulimit nofile= of"
                  + " a container.",
              "too many open files"),
          when(
              "This JVM may not write a file as large as the library: ulimit -f, or LimitFSIZE= of a service.",
              "file too large",
              "file size limit"),
          when(
              "There is no room where JNA unpacks libraries: make some. " + elsewhere(),
              "no space left",
              "disk quota exceeded"),
          when(
              "JNA cannot write to the directory into which it unpacks libraries. " + elsewhere(),
              "not writable",
              "permission denied",
              "read-only file system",
              "failed to create temporary file"),
          when(
              "Use a JVM and a system with glibc 2.17 or later; on Alpine Linux: an image that is based on Debian.",
              "glibc",
              "ld-linux",
              "error relocating",
              "error loading shared library"),
          when(
              OTHER_BUILD,
              "looking up function",
              "invalid elf header",
              "wrong elf class",
              "too short"),
          when(
              "sandtrap.jar carries it for linux-x86-64 and linux-aarch64, and this JVM is "
                  + System.getProperty("os.arch")
                  + ". If it is one of them, build it: mvn process-resources in Sandtrap's own build, also before its"
                  + " tests are run in an IDE.",
              "not found in resource path"));

  private static final String OTHERWISE =
      "JNA's system properties decide where it looks: leave out jna.nounpack and jna.noclasspath, or name the directory"
          + " of libsandtrap.so with -Djna.library.path.";

  /** Where the directory is one in which runs have to write as well, it is not JNA's alone. */
  private static String elsewhere() {
    return mayWrite(System.getProperty("java.io.tmpdir"))
        ? MOVE
        : "Runs need to write into it as well: name another directory with"
            + " -Djava.io.tmpdir=/some/directory.";
  }

  /** By trying: root may write according to access(2) where the kernel has no files to be made. */
  private static boolean mayWrite(String directory) {
    try {
      Files.delete(Files.createTempFile(Path.of(directory), "sandtrap-", ".tmp"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static LoadingRemedy when(String remedy, String... symptoms) {
    return new LoadingRemedy(List.of(symptoms), remedy);
  }

  /** The remedy for what a message tells. */
  static String of(String message) {
    String found = message.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(remedy -> remedy.symptoms().stream().anyMatch(found::contains))
        .map(LoadingRemedy::remedy)
        .findFirst()
        .orElse(OTHERWISE);
  }
}
