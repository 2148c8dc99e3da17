package org.sandtrap.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sandtrap.isolation.Network;

/**
 * An annotation for programs that nobody has read: they reach the system's programs and libraries,
 * their own file and a fresh private directory, and nothing else of this machine, no network and no
 * other process; and there is a limit on everything. It is an ordinary annotation that carries
 * {@link Sandboxed}, to be copied and changed where it does not fit; and what is given in a {@code
 * Sandboxed} beside it, or nearer to the test, counts instead of what is said here. {@link
 * org.sandtrap.Sandbox#untrusted()} is the same without JUnit.
 *
 * <p>How that is enforced depends on the host, and {@link org.sandtrap.Run#protections()} tells;
 * where it cannot be, the launch is refused. A list of paths replaces the one here: name {@code
 * {system}} in it.
 *
 * <pre>{@code
 * @Untrusted
 * @Sandboxed(cpu = "1s", memory = "64MiB")
 * class SumTest {
 *   @Test
 *   @Sandboxed(command = "submissions/sum", stdin = "1 2\n")
 *   void adds(Run run) {                     // passes when the program prints 3, and fails when it
 *     assertThat(run).stdout().isEqualTo("3\n");    // prints 4, reads the answers, forks for ever
 *   }
 *
 *   @Test
 *   @Sandboxed(command = {"submissions/sum", "numbers.txt"}, readable = {"{system}", "numbers.txt"})
 *   void readsItsFile() {}                   // fails when it opens another one for want of this
 * }
 * }</pre>
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Sandboxed(
    policy = "untrusted",
    readable = "{system}",
    writable = "{private}",
    network = Network.NONE,
    isolatedProcesses = true,
    cpu = "10s",
    wall = "30s",
    memory = "512MiB",
    stack = "64MiB",
    output = "16MiB",
    fileSize = "64MiB",
    disk = "128MiB",
    files = "10000",
    processes = "64",
    threads = "256",
    openFiles = "256")
public @interface Untrusted {}
