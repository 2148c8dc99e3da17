package org.sandtrap.junit;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.Sandbox;

/**
 * The settings that annotations, fields and configuration give to a test, for extensions that run
 * programs of their own beside {@link Sandboxed}.
 */
public final class TestSandbox {
  private TestSandbox() {}

  /**
   * The sandbox of a test or class. Its runs are the test's own: they are attached to the test, and
   * looked at when it is interrupted.
   *
   * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if an annotation has a
   *     value that cannot be used
   */
  public static Sandbox of(ExtensionContext context) {
    return SandboxedExtension.takeSandbox(context);
  }

  /**
   * The command of a test or class, which {@link Sandboxed} leaves to the caller to run.
   *
   * @return the program and its arguments; empty if there is none
   * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if an annotation has a
   *     value that cannot be used
   */
  public static List<String> command(ExtensionContext context) {
    return SandboxedExtension.takeCommand(context);
  }
}
