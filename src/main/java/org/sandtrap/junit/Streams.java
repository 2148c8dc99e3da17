package org.sandtrap.junit;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.sandtrap.Output;
import org.sandtrap.Sandbox;

/** The attributes of {@link Sandboxed} about what a program reads and where it writes. */
final class Streams {
  private Streams() {}

  static boolean givesInput(Sandboxed from) {
    return givesText(from) || !from.stdinFile().isEmpty();
  }

  private static boolean givesText(Sandboxed from) {
    return !from.stdin().equals(Sandboxed.NOT_GIVEN);
  }

  static Sandbox withInput(Sandbox sandbox, FilledAttributes from) {
    boolean file = !from.sandboxed().stdinFile().isEmpty();
    if (file && givesText(from.sandboxed())) {
      throw both("stdin", "stdinFile");
    }
    return file
        ? sandbox.withStdin(path("stdinFile", from.text("stdinFile", Sandboxed::stdinFile)))
        : sandbox.withStdin(from.text("stdin", Sandboxed::stdin));
  }

  static boolean givesOutput(Sandboxed from) {
    return from.stdout().length > 0 || !from.stdoutFile().isEmpty();
  }

  static Sandbox withOutput(Sandbox sandbox, FilledAttributes from) {
    if (!from.sandboxed().stdoutFile().isEmpty()) {
      return sandbox.withStdout(file("stdout", from, Sandboxed::stdout, Sandboxed::stdoutFile));
    }
    Redirect redirect = from.one("stdout", Sandboxed::stdout);
    if (redirect == Redirect.STDOUT) {
      throw new IllegalArgumentException(
          "stdout: STDOUT is for standard error, which then goes where standard output goes.");
    }
    return sandbox.withStdout(output(redirect));
  }

  static boolean givesErrors(Sandboxed from) {
    return from.stderr().length > 0 || !from.stderrFile().isEmpty();
  }

  static Sandbox withErrors(Sandbox sandbox, FilledAttributes from) {
    if (!from.sandboxed().stderrFile().isEmpty()) {
      return sandbox.withStderr(file("stderr", from, Sandboxed::stderr, Sandboxed::stderrFile));
    }
    Redirect redirect = from.one("stderr", Sandboxed::stderr);
    return redirect == Redirect.STDOUT
        ? sandbox.withMergedOutput()
        : sandbox.withStderr(output(redirect));
  }

  private static Output file(
      String attribute,
      FilledAttributes from,
      Function<Sandboxed, Redirect[]> redirects,
      Function<Sandboxed, String> file) {
    if (redirects.apply(from.sandboxed()).length > 0) {
      throw both(attribute, attribute + "File");
    }
    return Output.toFile(path(attribute + "File", from.text(attribute + "File", file)));
  }

  private static Output output(Redirect redirect) {
    return switch (redirect) {
      case DISCARD -> Output.discard();
      case INHERIT -> Output.inherit();
      default -> Output.capture();
    };
  }

  private static Path path(String attribute, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          attribute + ": '" + text + "' is no path: " + e.getReason() + ".", e);
    }
  }

  private static IllegalArgumentException both(String one, String other) {
    return new IllegalArgumentException(
        one + ": is given beside " + other + ", which excludes it. Leave one of them.");
  }
}
