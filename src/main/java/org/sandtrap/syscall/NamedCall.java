package org.sandtrap.syscall;

import java.util.List;
import java.util.stream.Stream;

/**
 * A system call whose name is no family.
 *
 * @param word its name
 */
public record NamedCall(String word) implements Meaning {
  /** Its arguments in one of the interfaces: {@code the call getcwd(buf, size)}. */
  @Override
  public String description() {
    return "the call "
        + Stream.of(Abi.X86_64, Abi.I386, Abi.AARCH64)
            .flatMap(abi -> Signature.of(abi, word).stream())
            .findFirst()
            .map(Signature::toString)
            .orElse(word);
  }

  @Override
  public List<Member> members() {
    return Forms.with(Member.of(word));
  }
}
