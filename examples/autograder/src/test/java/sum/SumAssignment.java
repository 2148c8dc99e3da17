package sum;

import org.sandtrap.junit.Sandboxed;
import org.sandtrap.junit.Untrusted;
import org.sandtrap.junit.grade.Cases;
import org.sandtrap.junit.grade.Compile;
import org.sandtrap.junit.grade.Hidden;
import org.sandtrap.junit.grade.Points;
import org.sandtrap.junit.grade.Requires;

/** An exercise: a program reads two numbers and prints their sum. */
@Untrusted
@Sandboxed(cpu = "500ms", idle = "1s", memory = "64MiB", output = "1MiB", processes = "16")
@Compile(
    sources = "*.c",
    command = {"gcc", "-O1", "-Wall", "{sources}", "-o", "{output}"})
@Points(10)
class SumAssignment {
  @Cases("cases/sample")
  @Points(2)
  void sample() {}

  @Cases("cases/secret")
  @Points(8)
  @Requires("sample")
  @Hidden
  void secret() {}
}
