package org.sandtrap.confinement;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.sandtrap.isolation.Access;
import org.sandtrap.policy.Rule;

/**
 * A file, or a tree, to which some access is allowed.
 *
 * @param file a descriptor of it
 * @param written its path as it was named
 * @param real its path without symbolic links
 * @param open what is allowed
 */
record OpenTree(int file, byte[] written, byte[] real, Set<Access> open) {
  OpenTree {
    open = EnumSet.copyOf(open);
  }

  /**
   * What paths in it look like in a rule on calls; none where its path is no text, or nobody knows
   * which it is.
   */
  Set<String> patterns() {
    Set<String> patterns = new LinkedHashSet<>();
    for (byte[] path : new byte[][] {written, real}) {
      String text = new String(path, StandardCharsets.UTF_8);
      if (text.startsWith("/") && isPlain(text)) {
        String quoted =
            Rule.quoted(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        patterns.add(quoted);
        patterns.add(quoted + "/**");
      }
    }
    return patterns;
  }

  private static boolean isPlain(String text) {
    return text.indexOf('\uFFFD') < 0
        && text.chars().noneMatch(Character::isISOControl)
        && !(text + "/").matches(".*/\\.{0,2}/.+|.*/\\.{1,2}/");
  }
}
