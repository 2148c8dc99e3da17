package org.sandtrap.junit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.policy.DeniedCallMatcher;

/**
 * An extension for the same as {@link Sandboxed}, with settings that only code can say: registered
 * in a field, it holds for all tests of the class, further away than any annotation.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SandboxExtension sandbox =
 *     SandboxExtension.of(Sandbox.create().withEnvironment("PORT", freePort()))
 *         .withCommand("target/server", "--check");
 *
 * @Test
 * void isConfigured(Run run) {
 *   assertThat(run).exitedWith(0);
 * }
 * }</pre>
 *
 * <p>Immutable. A static field also holds for constructors and {@code @BeforeAll} methods.
 */
public final class SandboxExtension extends SandboxedExtension {
  private final Optional<Sandbox> sandbox;
  private final List<String> command;
  private final Expectation expected;

  private SandboxExtension(Optional<Sandbox> sandbox, List<String> command, Expectation expected) {
    this.sandbox = sandbox;
    this.command = command;
    this.expected = expected;
  }

  /** Runs with the settings of a sandbox, instead of the settings of the configuration. */
  public static SandboxExtension of(Sandbox sandbox) {
    return new SandboxExtension(
        Optional.of(Objects.requireNonNull(sandbox, "sandbox is null")),
        List.of(),
        Expectation.NONE);
  }

  /** Runs with the settings that the configuration and the defaults say. */
  public static SandboxExtension create() {
    return new SandboxExtension(Optional.empty(), List.of(), Expectation.NONE);
  }

  /**
   * The same with a program to be run for every test.
   *
   * @param words the program and its arguments, one word each; no placeholders
   * @return another extension
   */
  public SandboxExtension withCommand(String... words) {
    return new SandboxExtension(sandbox, List.of(words), expected);
  }

  /**
   * The same with what the run of every test must end with, see {@link Sandboxed#expect}.
   *
   * @param verdicts one of these is enough; none is as good as not saying it
   * @return another extension
   */
  public SandboxExtension withExpected(Verdict... verdicts) {
    return new SandboxExtension(
        sandbox, command, new Expectation(List.of(verdicts), expected.denied()));
  }

  /**
   * The same with the calls that rules must have denied to the run of every test, see {@link
   * Sandboxed#expectDenied}.
   *
   * @param words words for calls, as in rules; none is as good as not saying it
   * @return another extension
   * @throws org.sandtrap.policy.RuleException when a word is no rule
   */
  public SandboxExtension withExpectedDenied(String... words) {
    List.of(words).forEach(DeniedCallMatcher::of);
    return new SandboxExtension(
        sandbox, command, new Expectation(expected.verdicts(), List.of(words)));
  }

  Optional<Sandbox> sandbox() {
    return sandbox;
  }

  List<String> command() {
    return command;
  }

  Expectation expected() {
    return expected;
  }

  /** The one that is registered in a field of the test, or of what it is in. */
  static Optional<SandboxExtension> closest(ExtensionContext context) {
    return TestFields.values(context, RegisterExtension.class, SandboxExtension.class).findFirst();
  }

  /** Where an annotation or a closer field has brought another extension, that one acts. */
  @Override
  boolean isActive(ExtensionContext context) {
    return Declaration.of(context).isEmpty()
        && !TestFields.anyIs(context, Sandboxed.class)
        && closest(context).orElse(this) == this;
  }
}
