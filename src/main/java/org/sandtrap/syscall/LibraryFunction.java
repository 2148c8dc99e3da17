package org.sandtrap.syscall;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A function of the C library that is no system call, and what it amounts to: {@code fopen} is
 * {@code open}.
 *
 * @param word its name
 * @param words what it amounts to: families, calls, {@code sys:} and a call; none if it makes no
 *     system call that a rule could be about
 * @param description what it does
 */
public record LibraryFunction(String word, List<String> words, String description)
    implements Meaning {
  /** Copies the list. */
  public LibraryFunction {
    words = List.copyOf(words);
  }

  /** The members of all its words, none if it makes no system call. */
  @Override
  public List<Member> members() {
    Set<Member> members = new LinkedHashSet<>();
    for (String part : words) {
      if (part.startsWith(CallPattern.EXACTLY)) {
        members.add(Member.of(part.substring(CallPattern.EXACTLY.length())));
      } else {
        members.addAll(Vocabulary.find(part).orElseThrow().members());
      }
    }
    return List.copyOf(members);
  }
}
