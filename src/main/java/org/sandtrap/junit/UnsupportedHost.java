package org.sandtrap.junit;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;
import org.sandtrap.HostSupport;

/**
 * The treatment of tests where no program can be supervised: the configuration parameter {@code
 * sandtrap.unsupported} is {@code skip}, or it is {@code fail}.
 */
final class UnsupportedHost {
  private static final String PARAMETER = SandtrapConfiguration.UNSUPPORTED;
  private static final String SKIP = "skip";
  private static final String FAIL = "fail";

  private UnsupportedHost() {}

  /** Why nothing can be supervised here; empty if it can. Probes only once. */
  static Optional<String> reason() {
    return ThisHost.REASON;
  }

  /** Whether tests are skipped. A wrong value is left to {@link #check}, where JUnit shows it. */
  static boolean isSkipped(ExtensionContext context) {
    return configured(context).equals(SKIP);
  }

  /**
   * Lets a test go on if programs can be supervised.
   *
   * @throws ExtensionConfigurationException if the parameter has another value
   * @throws TestAbortedException if the test is to be skipped
   * @throws IllegalStateException if it is to fail
   */
  static void check(Optional<String> reason, ExtensionContext context) {
    String configured = configured(context);
    if (!configured.equals(SKIP) && !configured.equals(FAIL)) {
      throw new ExtensionConfigurationException(
          "Configuration parameter "
              + PARAMETER
              + " is '"
              + configured
              + "', which is neither 'skip' (the default: a test is skipped where programs cannot"
              + " be supervised) nor 'fail' (it fails there).");
    }
    if (reason.isPresent()) {
      throw configured.equals(SKIP)
          ? new TestAbortedException(reason.get())
          : new IllegalStateException(
              reason.get() + " (It would be skipped without " + PARAMETER + " = fail.)");
    }
  }

  private static String configured(ExtensionContext context) {
    return context.getConfigurationParameter(PARAMETER).orElse(SKIP);
  }

  /** The finding about this host, made when it is first asked for. */
  private static final class ThisHost {
    static final Optional<String> REASON = look();

    private static Optional<String> look() {
      HostSupport host = HostSupport.probe();
      return host.canSupervise() ? Optional.empty() : Optional.of(host.whyNot());
    }
  }
}
