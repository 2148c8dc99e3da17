package org.sandtrap.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.sandtrap.policy.LearnedPolicy;

/**
 * The JSON form of learned policies that container runtimes read: a seccomp profile as Docker and
 * the OCI's runtimes have it. Needs {@code tools.jackson.core:jackson-core} 3 on the class path.
 *
 * <pre>{@code
 * SeccompJson.write(Policy.learnedFrom(run.trace()), Path.of("target/profile.json"));
 * // docker run --security-opt seccomp=target/profile.json ...
 * }</pre>
 *
 * <p>What is not allowed fails with EPERM. Always allowed is execve(2), as runtimes set the filter
 * before they execute the program; some runtimes call a little more in between. clone3(2) fails
 * with ENOSYS, so that C libraries call clone(2), of which a filter sees the flags.
 */
public final class SeccompJson {
  private SeccompJson() {}

  /**
   * Writes a policy as a document.
   *
   * @return several lines
   * @throws IllegalStateException if Jackson is not on the class path
   */
  public static String of(LearnedPolicy policy) {
    Objects.requireNonNull(policy, "policy is null");
    return new String(document(policy), StandardCharsets.UTF_8);
  }

  /**
   * Writes a policy into a file, in UTF-8. A reader sees what was there before or the whole
   * document, never a part. Directories that are missing are created.
   *
   * @throws IOException if the file cannot be written; what was there before is still there
   * @throws IllegalStateException if Jackson is not on the class path
   */
  public static void write(LearnedPolicy policy, Path file) throws IOException {
    Objects.requireNonNull(policy, "policy is null");
    Objects.requireNonNull(file, "file is null");
    byte[] document = document(policy);
    WholeFile.write(file, out -> out.write(document));
  }

  private static byte[] document(LearnedPolicy policy) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonText json = new JsonText(bytes)) {
      json.document(() -> new SeccompFields(json).write(policy));
    } catch (NoClassDefFoundError e) {
      throw MissingJackson.explained(e);
    }
    return bytes.toByteArray();
  }
}
