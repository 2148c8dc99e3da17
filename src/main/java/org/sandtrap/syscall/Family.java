package org.sandtrap.syscall;

import java.util.List;
import java.util.Optional;

/**
 * A word for an intention, and the system calls that carry it out: {@code fork} is fork, vfork, and
 * clone without CLONE_THREAD.
 *
 * @param word its name
 * @param members its calls, with their other forms
 * @param description what they do
 * @param reason why just these
 */
public record Family(String word, List<Member> members, String description, String reason)
    implements Meaning {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Family {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("the family " + word + " has no members");
    }
  }

  /**
   * Returns the family with exactly this name, if there is one.
   *
   * @throws IllegalStateException if the tables are missing from the class path or broken
   */
  public static Optional<Family> of(String word) {
    return Optional.ofNullable(Vocabulary.families().get(word));
  }
}
