package org.sandtrap.testing;

import static org.sandtrap.testing.Succeeded.succeeded;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.sandtrap.Sandbox;

/** Runs with letters beyond ASCII everywhere; also the main class of a child JVM. */
public final class NonAsciiRuns {
  /** What everything is called. */
  public static final String NAME = "gr\u00fc\u00dfe";

  private NonAsciiRuns() {}

  /** Prints the JVM's encoding of file names, then the lines of {@link #lines} in hex. */
  public static void main(String[] arguments) {
    System.out.println(System.getProperty("sun.jnu.encoding"));
    for (String line : lines(arguments[0])) {
      System.out.println(HexFormat.of().formatHex(line.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /**
   * Makes a directory of that name with a program and a file of that name in it, and runs the
   * program there with an argument, a variable and a search path of that name.
   *
   * @param parent an empty directory with a plain name
   * @return what the programs wrote
   */
  public static List<String> lines(String parent) {
    Sandbox sandbox = Sandbox.create().withDirectory(parent);
    succeeded(sandbox.run("mkdir", NAME));
    Sandbox inside = Sandbox.create().withDirectory(parent + "/" + NAME);
    succeeded(inside.run("cp", Tracees.path("echo_args").toString(), NAME));
    succeeded(inside.run("cp", Tracees.path("show_env").toString(), "show"));
    return Stream.of(
            inside.run(parent + "/" + NAME + "/" + NAME, NAME),
            inside.withEnvironment("PATH", parent + "/" + NAME).run(NAME, NAME),
            inside.withEnvironment(NAME, NAME).run(parent + "/" + NAME + "/show"),
            inside.withStdin(NAME).run("cat"))
        .flatMap(run -> succeeded(run).stdoutLines().stream())
        .toList();
  }
}
