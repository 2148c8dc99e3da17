package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.TwoTries;

/**
 * A native library that cannot be loaded is one clear message: what was found, what was expected,
 * what to do; the same at the second try.
 */
@Tag("slow")
class LibraryLoadingTests {
  private static final String NOT_STARTED = "LaunchException: 'true' was not started (host): ";
  private static final String RESOURCE = Platform.RESOURCE_PREFIX + "/libsandtrap.so";

  @TempDir private Path directory;

  /** What both tries and the host's table say. */
  private static String told(ChildJvm jvm) throws IOException, InterruptedException {
    List<String> told = jvm.run();
    assertThat(told).hasSize(3);
    assertThat(told.get(0)).startsWith(NOT_STARTED).isEqualTo(told.get(1));
    String message = told.get(0).substring(NOT_STARTED.length());
    assertThat(told.get(2))
        .startsWith("Sandtrap cannot supervise programs on this host. ")
        .endsWith(message.substring(message.lastIndexOf(". ") + 2));
    return message;
  }

  private static ChildJvm jvm(String... options) {
    return ChildJvm.of(TwoTries.class).withOptions(options);
  }

  /** The class path without the library, which is in a jar of its own as in sandtrap.jar. */
  private ChildJvm packed(boolean withLibrary, String... options) throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    Path ours = Path.of("target", "classes").toAbsolutePath();
    Files.createSymbolicLink(classes.resolve("org"), ours.resolve("org"));
    Path jar = directory.resolve("library.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      entries.putNextEntry(new JarEntry(withLibrary ? RESOURCE : "nothing"));
      Files.copy(ours.resolve(RESOURCE), entries);
    }
    return jvm(options)
        .withClassPath(part -> part.equals(ours.toString()) ? classes + ":" + jar : part);
  }

  private Path unpackJna() throws IOException {
    Path library = Path.of(Platform.RESOURCE_PREFIX, "libjnidispatch.so");
    Path target = Files.createDirectories(directory.resolve("jna"));
    try (InputStream packed = Native.class.getResourceAsStream("/com/sun/jna/" + library)) {
      Files.copy(packed, target.resolve(library.getFileName()));
    }
    return target;
  }

  private Path compile(String code) {
    boolean installed = Files.isExecutable(Path.of("/usr/bin/gcc"));
    Requirement.require(installed, "gcc", "apt-get install gcc libc6-dev");
    Sandbox gcc = Sandbox.create().withStdin(code).withWall("60s").withDirectory(directory);
    succeeded(gcc.run("gcc", "-shared", "-fPIC", "-x", "c", "-", "-o", "libsandtrap.so"));
    return directory;
  }

  @Test
  void fromAJarItIsLoaded() throws Exception {
    assertThat(packed(true).run())
        .startsWith("OK: The program ended normally with exit code 0.")
        .endsWith("");
  }

  @Test
  void aMissingLibraryIsToldWithThePlacesWhereItMustBe() throws Exception {
    assertThat(told(packed(false)))
        .startsWith(
            "The native library libsandtrap.so could not be loaded: Unable to load library 'sandtrap': ")
        .contains("Native library (" + RESOURCE + ") not found in resource path. sandtrap.jar")
        .contains("carries it for linux-x86-64 and linux-aarch64, and this JVM is ")
        .contains("mvn process-resources");
  }

  @Test
  void aLibraryOfAnotherInterfaceIsToldWithItsFile() throws Exception {
    Path wrong = compile("int st_abi(void) { return 99; }");
    assertThat(told(jvm("-Djna.library.path=" + wrong)))
        .startsWith(
            wrong
                + "/libsandtrap.so and sandtrap.jar are of different builds: the number of the interface is 99 in the"
                + " library, but ")
        .contains("Delete that library", "mvn clean verify");
  }

  @Test
  void aLibraryWithoutOurFunctionsIsToldWithItsFile() throws Exception {
    Path wrong = compile("int other;");
    assertThat(told(jvm("-Djna.library.path=" + wrong)))
        .contains("Error looking up function 'st_abi': " + wrong + "/libsandtrap.so")
        .contains("Delete that library");
  }

  @Test
  void aDamagedLibraryIsToldWithItsFile() throws Exception {
    Path wrong = Files.createDirectory(directory.resolve("wrong"));
    Files.writeString(wrong.resolve("libsandtrap.so"), "damaged");
    assertThat(told(packed(false).withOptions("-Djna.library.path=" + wrong)))
        .contains(wrong + "/libsandtrap.so", "Delete that library, which is damaged or");
  }

  @Test
  void aDirectoryWithoutExecutionIsTold() throws Exception {
    ChildJvm jvm = onNoexec(jvm("-Djna.tmpdir=" + directory));
    assertThat(told(jvm))
        .contains(directory + "/jna", "failed to map segment from shared object. JNA unpacked it")
        .contains("mounted noexec")
        .endsWith("Name another directory with -Djna.tmpdir=/some/directory.");
  }

  @Test
  void soItIsWhenJnaItselfWasLoadedFromElsewhere() throws Exception {
    Path jna = unpackJna();
    Path unpacked = Files.createDirectory(directory.resolve("unpacked"));
    String options = "-Djna.boot.library.path=" + jna;
    ChildJvm jvm = packed(true, options, "-Djna.tmpdir=" + unpacked);
    assertThat(told(onNoexec(jvm, unpacked))).contains(unpacked + "/jna", "mounted noexec");
  }

  private ChildJvm onNoexec(ChildJvm jvm) {
    return onNoexec(jvm, directory);
  }

  /** In a mount namespace of its own, so that nothing needs to be unmounted. */
  private static ChildJvm onNoexec(ChildJvm jvm, Path directory) {
    boolean possible =
        HostSupport.probe().features().stream()
            .anyMatch(feature -> feature.name().equals("user namespaces") && feature.available());
    Requirement.require(possible, "A user namespace", "HostSupport.probe() tells how to allow it");
    String script = "mount -t tmpfs -o noexec none \"$0\" && exec \"$@\"";
    return jvm.startedBy("unshare", "-U", "-r", "-m", "sh", "-c", script, directory.toString());
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsTold() throws Exception {
    assertThat(told(jvm("-Djna.tmpdir=/proc/self")))
        .contains("JNA temporary directory '/proc/self' is not writable. JNA cannot write")
        .endsWith("Name another directory with -Djna.tmpdir=/some/directory.");
  }

  /** Another directory for JNA alone would only make the runs fail next. */
  @Test
  void soIsOneThatRunsNeedAsWell() throws Exception {
    assertThat(told(jvm("-Djava.io.tmpdir=/proc/self", "-Djna.tmpdir=/proc/self")))
        .endsWith(
            "Runs need to write into it as well: name another directory with"
                + " -Djava.io.tmpdir=/some/directory.");
  }

  @Test
  void aMissingJnaIsToldWithItsCoordinates() throws Exception {
    ChildJvm jvm = jvm().withClassPath(part -> part.matches(".*/jna-[^/]*\\.jar") ? "" : part);
    assertThat(told(jvm)).contains("NoClassDefFoundError: com/sun/jna", "net.java.dev.jna:jna");
  }

  @Test
  void anotherSystemIsTold() throws Exception {
    assertThat(told(jvm("-Dos.name=FreeBSD")))
        .isEqualTo(
            "Sandtrap supervises Linux programs, but this is FreeBSD. Run the tests in a Linux container or virtual"
                + " machine.");
  }

  @Test
  void anotherMachineIsTold() throws Exception {
    assertThat(told(jvm("-Dos.arch=riscv64"))).contains("but this JVM is riscv64. Run the tests");
  }
}
