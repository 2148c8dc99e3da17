package org.sandtrap.tracer.host;

import java.util.Map;
import java.util.function.IntSupplier;
import org.sandtrap.tracer.binding.KernelFiles;
import org.sandtrap.tracer.binding.LibTracer;

/**
 * A host as its probe sees it: this one or, in a test, one on which something is otherwise.
 *
 * @param files where the kernel tells its settings
 * @param landlock what landlock_create_ruleset(2) answers: the version of the interface, or a
 *     negative errno
 * @param namespaces which namespaces there are
 * @param environment the variables in which a batch system says what a job may use
 */
public record HostView(
    KernelFiles files,
    IntSupplier landlock,
    NamespaceTrial namespaces,
    Map<String, String> environment) {
  /** This host. Nothing of the native library is loaded before it is asked. */
  public static HostView here() {
    return new HostView(
        KernelFiles.HERE,
        () -> LibTracer.st_landlock_abi(),
        NamespaceTrial.here(),
        System.getenv());
  }

  /** The same with other files. */
  public HostView with(KernelFiles others) {
    return new HostView(others, landlock, namespaces, environment);
  }

  /** The same with other answers of the kernel. */
  public HostView with(IntSupplier otherLandlock, NamespaceTrial otherNamespaces) {
    return new HostView(files, otherLandlock, otherNamespaces, environment);
  }

  /** The same with other variables. */
  public HostView with(Map<String, String> others) {
    return new HostView(files, landlock, namespaces, others);
  }
}
