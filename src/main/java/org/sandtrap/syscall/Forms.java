package org.sandtrap.syscall;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The other forms in which a system call can be made, {@code forms.tsv}. */
final class Forms {
  private static final Lazy<Map<String, List<Member>>> KNOWN = new Lazy<>(Forms::load);

  private Forms() {}

  /**
   * Returns a member and its other forms. A condition on a register goes over to those that take
   * the same arguments; socketcall and ipc, whose arguments are elsewhere, are then left out.
   */
  static List<Member> with(Member member) {
    List<Member> all = new ArrayList<>();
    all.add(member);
    for (Member form : KNOWN.get().getOrDefault(member.call(), List.of())) {
      if (member.condition().isEmpty()) {
        all.add(form);
      } else if (form.condition().isEmpty() && !member.condition().get().isInMemory()) {
        all.add(new Member(form.call(), member.condition()));
      }
    }
    return all;
  }

  /** The calls that have other forms, and these. */
  static Map<String, List<Member>> all() {
    return KNOWN.get();
  }

  /** Reads the members in a column. */
  static List<Member> members(TabFile.Row row, int column) {
    List<Member> members = new ArrayList<>();
    for (String word : row.words(column, " ")) {
      try {
        members.add(
            Member.parse(word).orElseThrow(() -> row.isNot("call or call(condition)", word)));
      } catch (IllegalArgumentException e) {
        throw row.isNot("call or call(condition); " + e.getMessage(), word);
      }
    }
    return members;
  }

  private static Map<String, List<Member>> load() {
    Map<String, List<Member>> forms = new TreeMap<>();
    TabFile.read(
        "forms.tsv",
        List.of("call", "forms"),
        row -> {
          if (forms.put(row.cell(0), members(row, 1)) != null) {
            throw row.isNot("every call once", row.cell(0));
          }
        });
    return forms;
  }
}
