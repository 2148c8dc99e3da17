package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Untraced;

/** A program finds no mark of an earlier one in the directory of TMPDIR, not even on it. */
class ResidueTests {
  @TempDir Path outside;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "attribute",
        "acl",
        "flags",
        "times",
        "access",
        "size",
        "generation",
        "mode"
      })
  void aMarkIsNotHandedOn(String mark) throws Exception {
    if (mark.equals("size")) {
      Untraced.require("so many files would take too long");
    }
    List<String> lines =
        ChildJvm.of(Marking.class).withOptions("-Djava.io.tmpdir=" + outside).run(mark);
    String left = lines.get(1);
    if (!left.isEmpty()) {
      throw new TestAbortedException("the file system of " + outside + " " + left);
    }
    assertThat(lines.get(0)).startsWith("attributes ").endsWith("new generation other mode 700");
    assertThat(lines.subList(2, lines.size())).containsOnly(lines.get(0));
  }

  /** A JVM whose runs follow each other closely, so that they would have the same directory. */
  static final class Marking {
    private Marking() {}

    /** Prints what is seen before the mark, what hindered it, and what is seen thereafter. */
    public static void main(String[] mark) {
      succeeded(Sandbox.create().run("true")); // whatever only the first directory of a JVM is
      for (String what : List.of("look", mark[0], "look", "look")) {
        Run run = succeeded(Sandbox.create().run(Tracees.command("leave_mark", what)));
        System.out.println(run.stdoutText().strip());
      }
    }
  }
}
