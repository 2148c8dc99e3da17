package org.sandtrap.assertion;

import java.util.Objects;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ByteArrayAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.StringAssert;
import org.sandtrap.LeftFile;

/**
 * Assertions on a file that a program left in its private directory, to be inherited.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the file; AssertJ's soft assertions look for it here
 */
public abstract class AbstractLeftFileAssert<
        SELF extends AbstractLeftFileAssert<SELF, ACTUAL>, ACTUAL extends LeftFile>
    extends AbstractSandtrapAssert<SELF, ACTUAL> {
  /**
   * For subclasses.
   *
   * @param actual the file
   * @param selfType the type of the assertions
   */
  protected AbstractLeftFileAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * Checks the whole content, as text in UTF-8.
   *
   * <pre>{@code
   * Run run = sandbox.collect("out.txt").run("sh", "-c", "echo 42 > out.txt");
   * assertThat(run).file("out.txt").hasContent("42\n"); // passes
   * assertThat(run).file("out.txt").hasContent("42");   // fails: there is a line feed
   * }</pre>
   *
   * @param expected the content
   * @return these assertions
   */
  public SELF hasContent(String expected) {
    Objects.requireNonNull(expected, "the content is null");
    if (actual == null || !actual.isCollected()) {
      return isCollected();
    }
    String text = actual.text();
    return check(
        text.equals(expected),
        text,
        expected,
        () ->
            "Expected the content of "
                + actual
                + " to be\n  "
                + info.representation().toStringOf(expected)
                + "\nbut it is\n  "
                + info.representation().toStringOf(text));
  }

  /**
   * Goes on with the content, as text in UTF-8; fails at once where it is not known.
   *
   * <pre>{@code
   * Run run = sandbox.collect("out.txt").run("sh", "-c", "echo 42 > out.txt");
   * assertThat(run).file("out.txt").text().startsWith("4"); // passes
   * assertThat(run).file("out.txt").text().isEmpty();       // fails
   * }</pre>
   *
   * @return AssertJ's assertions on text
   */
  public final AbstractStringAssert<?> text() {
    isCollected();
    return goOn(
        file -> file.isCollected() ? file.text() : null,
        StringAssert::new,
        AbstractLeftFileAssert::name);
  }

  /**
   * Goes on with the lines of the content, without their ends; see {@link #text}.
   *
   * <pre>{@code
   * Run run = sandbox.collect("out.txt").run("sh", "-c", "echo 42 > out.txt");
   * assertThat(run).file("out.txt").lines().containsExactly("42"); // passes
   * assertThat(run).file("out.txt").lines().hasSize(2);            // fails
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<String> lines() {
    isCollected();
    return goOn(
        file -> file.isCollected() ? file.lines() : null, Lists::of, AbstractLeftFileAssert::name);
  }

  /**
   * Goes on with the content, byte by byte; see {@link #text}.
   *
   * <pre>{@code
   * Run run = sandbox.collect("out.txt").run("sh", "-c", "echo 42 > out.txt");
   * assertThat(run).file("out.txt").bytes().hasSize(3); // passes
   * assertThat(run).file("out.txt").bytes().isEmpty();  // fails
   * }</pre>
   *
   * @return AssertJ's assertions on arrays
   */
  public final AbstractByteArrayAssert<?> bytes() {
    isCollected();
    return goOn(
        file -> file.isCollected() ? file.bytes() : null,
        ByteArrayAssert::new,
        AbstractLeftFileAssert::name);
  }

  /**
   * Checks that the content is known.
   *
   * <pre>{@code
   * Run run = sandbox.collect("*.txt").run("sh", "-c", "echo 42 > out.txt; mkfifo in.txt");
   * assertThat(run).file("out.txt").isCollected(); // passes
   * assertThat(run).file("in.txt").isCollected();  // fails: it is a FIFO
   * }</pre>
   *
   * @return these assertions
   */
  public SELF isCollected() {
    isNotNull();
    return check(
        actual.isCollected(),
        "not collected",
        "collected",
        () -> "Expected the content of " + actual + " to be known, but " + obstacle());
  }

  private String obstacle() {
    try {
      return actual.bytes().length + " bytes are";
    } catch (IllegalStateException e) {
      return "it is not. " + e.getMessage();
    }
  }

  private static String name(LeftFile file) {
    return "the content of " + file;
  }
}
