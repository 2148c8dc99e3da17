package org.sandtrap.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.sandtrap.Sandbox;

/**
 * An environment variable by which the processes of one run are found, wherever they have gone: a
 * session, a group and a parent can be left, but what was inherited stays readable.
 */
public final class Marker {
  private static final String NAME = "SANDTRAP_TEST_RUN";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String value;

  private Marker(String value) {
    this.value = value;
  }

  /** A marker that no other run carries. */
  public static Marker fresh() {
    return new Marker(ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
  }

  /** The marker of this text, from another JVM. */
  public static Marker of(String value) {
    return new Marker(value);
  }

  /** The marker that this JVM itself carries. */
  public static Marker ofThisJvm() {
    return new Marker(System.getenv(NAME));
  }

  /** What tells it from others. */
  public String value() {
    return value;
  }

  /** The variable as a program finds it, {@code NAME=value}. */
  public String variable() {
    return NAME + "=" + value;
  }

  /** The sandbox whose runs carry it. */
  public Sandbox on(Sandbox sandbox) {
    return sandbox.withEnvironment(NAME, value);
  }

  /** A JVM that carries it, and so do its children until they execute a program. */
  public ChildJvm on(ChildJvm jvm) {
    return jvm.withEnvironment(NAME, value);
  }

  /** The living processes that carry it, as {@code "1234 name"}. */
  public List<String> processes() {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        if (carries(process)) {
          found.add(process.getFileName() + " " + read(process.resolve("comm")).strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** A process whose first thread has ended shows its environment through the others only. */
  private boolean carries(Path process) {
    String own = read(process.resolve("environ"));
    if (!own.isEmpty()) {
      return has(own);
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path thread : threads) {
        if (has(read(thread.resolve("environ")))) {
          return true;
        }
      }
    } catch (IOException e) {
      return false; // it has ended meanwhile
    }
    return false;
  }

  private boolean has(String environment) {
    return ("\0" + environment).contains("\0" + variable() + "\0");
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended meanwhile, or is another user's
    }
  }
}
