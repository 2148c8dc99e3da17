package org.sandtrap.grade.cases;

import java.util.List;
import java.util.stream.Stream;

/**
 * A group of cases: a directory, or what a generator has made. Immutable.
 *
 * @param name its name with those of the groups around it, {@code "large"}; empty for the outermost
 * @param settings what its {@code group.yaml} says
 * @param groups the groups in it, in the order of their names
 * @param cases the cases that are in it and in no group of it, in the order of their names
 */
public record CaseGroup(
    String name, CaseSettings settings, List<CaseGroup> groups, List<Case> cases) {
  /** Copies the lists. */
  public CaseGroup {
    groups = List.copyOf(groups);
    cases = List.copyOf(cases);
  }

  /** Cases that are in no group. */
  public static CaseGroup of(List<Case> cases) {
    return new CaseGroup("", CaseSettings.NONE, List.of(), cases);
  }

  /** All cases in it: its own, then those of the groups in it. */
  public Stream<Case> all() {
    return Stream.concat(cases.stream(), groups.stream().flatMap(CaseGroup::all));
  }
}
