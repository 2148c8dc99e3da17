package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Run;

/** The descriptors that a trace says were left open are those that the program still has. */
class DescriptorTruthTests {
  /** Does a hundred things at random, and then says which descriptors it has. */
  private static final String PROGRAM =
      """
      import fcntl, os, random, select, socket, sys
      rest = random.Random(%d)
      def alive():
          found = []
          for f in range(3, 130):
              try:
                  os.fstat(f)
                  found.append(f)
              except OSError:
                  pass
          return found
      def any_of(found):
          return rest.choice(found) if found else 1
      held = []
      def act():
          f = any_of(alive())
          g = rest.randrange(3, 120)
          kind = rest.randrange(16)
          if kind == 0: os.open('/etc/passwd', os.O_RDONLY | rest.choice([0, os.O_CLOEXEC]))
          elif kind == 1: os.dup(f)
          elif kind == 2 and f != g: os.dup2(f, g, inheritable=rest.choice([True, False]))
          elif kind == 3: fcntl.fcntl(f, fcntl.F_DUPFD, g)
          elif kind == 4: fcntl.fcntl(f, fcntl.F_DUPFD_CLOEXEC, g)
          elif kind in (5, 6, 7) and f > 2: os.close(f)
          elif kind == 8: os.pipe2(rest.choice([0, os.O_CLOEXEC]))
          elif kind == 9: [held.append(s.detach()) for s in socket.socketpair()]
          elif kind == 10: os.eventfd(0, rest.choice([0, os.EFD_CLOEXEC]))
          elif kind == 11: os.memfd_create('m', rest.choice([0, os.MFD_CLOEXEC]))
          elif kind == 12: os.closerange(g, g + rest.randrange(9))
          elif kind == 13 and f > 2: os.set_inheritable(f, rest.choice([True, False]))
          elif kind == 14 and f > 2: fcntl.ioctl(f, rest.choice([0x5450, 0x5451]))
          elif kind == 15:
              try: os.close(g)
              except OSError: pass
      for i in range(100):
          act()
      if %s:
          tell = ('import os\\n'
                  'for f in range(3, 130):\\n'
                  '    try: os.fstat(f); print(f)\\n'
                  '    except OSError: pass\\n')
          os.execv(sys.executable, [sys.executable, '-S', '-c', tell])
      print(*alive(), sep='\\n', flush=True)
      os._exit(0)
      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void aProcessHasWhatItLeftOpen(int seed) {
    checkAgainstTruth(String.format(PROGRAM, seed, "False"));
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13, 14, 15})
  void anExecClosesWhatIsMarked(int seed) {
    checkAgainstTruth(String.format(PROGRAM, seed, "True"));
  }

  private static void checkAgainstTruth(String program) {
    Run run = succeeded(Traced.run("python3", "-S", "-c", program));
    List<Integer> truth =
        Arrays.stream(run.stdoutText().strip().split("\\s+")).map(Integer::valueOf).toList();
    assertThat(DescriptorTables.leftOpen(run.trace()))
        .extracting(DescriptorTables.LeftOpen::number)
        .containsExactlyInAnyOrderElementsOf(truth);
    assertThat(truth).hasSizeGreaterThan(3);
  }
}
