package untrusted;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.sandtrap.HostSupport;

/** What this host must have for these tests. */
final class Host {
  private Host() {}

  /** Lets a test go on where the kernel can close files; elsewhere a launch is an error. */
  static void requireClosedFiles() {
    HostSupport host = HostSupport.probe();
    assumeTrue(host.has("Landlock"), host::toString);
  }
}
