package org.sandtrap.junit;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.Sandbox;
import org.sandtrap.limit.Limit;

/**
 * The defaults that hold where no annotation says anything: what a registered extension says, or
 * the configuration.
 *
 * @param configured the sandbox of the configuration
 * @param registered what the closest registered extension says
 */
record Defaults(Sandbox configured, Optional<SandboxExtension> registered) {
  /**
   * What holds for a test or class.
   *
   * @throws ExtensionConfigurationException if a parameter has a value that cannot be used, or is
   *     unknown
   */
  static Defaults of(ExtensionContext context) {
    return new Defaults(configured(context), SandboxExtension.closest(context));
  }

  /** The settings, unless an annotation starts afresh. */
  Sandbox sandbox(List<Declaration> declarations) {
    return registered(declarations).flatMap(SandboxExtension::sandbox).orElse(configured);
  }

  /** Whether those settings are a test's own. */
  boolean hasSandbox(List<Declaration> declarations) {
    return registered(declarations).flatMap(SandboxExtension::sandbox).isPresent();
  }

  List<String> command(List<Declaration> declarations) {
    return registered(declarations).map(SandboxExtension::command).orElse(List.of());
  }

  Expectation expected(List<Declaration> declarations) {
    return registered(declarations).map(SandboxExtension::expected).orElse(Expectation.NONE);
  }

  private Optional<SandboxExtension> registered(List<Declaration> declarations) {
    boolean afresh = declarations.stream().anyMatch(one -> !one.sandboxed().inherit());
    return afresh ? Optional.empty() : registered;
  }

  private static Sandbox configured(ExtensionContext context) {
    ConfigurationKeys.check(context);
    Sandbox sandbox = Sandbox.create();
    for (Limit limit : Limit.values()) {
      String key = SandtrapConfiguration.LIMIT + limit.attribute();
      Optional<String> value = context.getConfigurationParameter(key);
      if (value.isPresent()) {
        sandbox = limited(sandbox, limit, key, value.get());
      }
    }
    Optional<String> policy = context.getConfigurationParameter(SandtrapConfiguration.POLICY);
    return policy.isPresent() ? ruled(sandbox, policy.get()) : sandbox;
  }

  private static Sandbox limited(Sandbox sandbox, Limit limit, String key, String value) {
    try {
      return sandbox.withLimits(sandbox.limits().with(limit, value));
    } catch (IllegalArgumentException e) {
      throw wrong(key, value, e);
    }
  }

  private static Sandbox ruled(Sandbox sandbox, String policy) {
    try {
      return sandbox.withPolicy(policy);
    } catch (IllegalArgumentException e) {
      throw wrong(SandtrapConfiguration.POLICY, policy, e);
    }
  }

  private static ExtensionConfigurationException wrong(
      String key, String value, IllegalArgumentException problem) {
    return new ExtensionConfigurationException(
        "Configuration parameter " + key + " is '" + value + "': " + problem.getMessage(), problem);
  }
}
