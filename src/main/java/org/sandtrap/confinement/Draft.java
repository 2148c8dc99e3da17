package org.sandtrap.confinement;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.isolation.Access;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.isolation.Protection;
import org.sandtrap.launch.Command;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.Reaction;
import org.sandtrap.syscall.Errno;

/** A confinement as its mechanisms put it together. */
final class Draft {
  private final Isolation isolation;
  private final Abilities host;
  private final OpenTrees trees;
  private final Surroundings around;
  private final LauncherDraft launcher;
  private final List<Policy> policies = new ArrayList<>();
  private final List<Protection> protections = new ArrayList<>();
  private final Set<Access> handled = EnumSet.noneOf(Access.class);
  private long ports;
  private long scopes;

  Draft(Isolation isolation, Abilities host, OpenTrees trees, Surroundings around) {
    this.isolation = isolation;
    this.around = around;
    this.launcher = new LauncherDraft(around.privateDirectory());
    this.host = host;
    this.trees = trees;
  }

  Isolation isolation() {
    return isolation;
  }

  Abilities host() {
    return host;
  }

  /** What the launcher has to do. */
  LauncherDraft launcher() {
    return launcher;
  }

  byte[] privateDirectory() {
    return around.privateDirectory();
  }

  /** The directory that is to be the root. */
  byte[] root() {
    return Command.absolute(isolation.root().orElseThrow().bytes(), around.current());
  }

  /** The kinds of access for which there are rules, so that everything else is closed. */
  Set<Access> closed() {
    Set<Access> closed = EnumSet.noneOf(Access.class);
    isolation.paths().forEach(rule -> closed.add(rule.access()));
    return closed;
  }

  /** What paths with an access look like, as the value of a condition: {@code /a|/a/**}. */
  String patterns(Access access) {
    Set<String> patterns = new LinkedHashSet<>();
    for (OpenTree tree : trees.all()) {
      if (tree.open().contains(access)) {
        patterns.addAll(tree.patterns());
      }
    }
    return String.join("|", patterns);
  }

  /** Lets Landlock close these kinds of access. */
  void handle(Set<Access> closed) {
    handled.addAll(closed);
  }

  /** Lets Landlock refuse these rights of ports. */
  void handlePorts(long rights) {
    ports |= rights;
  }

  /** Lets Landlock set these scopes. */
  void handleScopes(long wanted) {
    scopes |= wanted;
  }

  /** Denies calls, which then fail with EACCES and are not listed, as the kernel would have it. */
  void deny(List<String> rules) {
    Reaction quiet = Reaction.of(Errno.EACCES).quietly();
    policies.add(Policy.none().closer(List.of(), rules, Optional.of("isolation")).onDenied(quiet));
  }

  /** Decides by a policy before all rules of the run. */
  void add(Policy policy) {
    policies.add(policy);
  }

  void protect(String what, String how, String gap) {
    protections.add(new Protection(what, how, gap));
  }

  boolean needsRuleset() {
    return !handled.isEmpty() || ports != 0 || scopes != 0;
  }

  Set<Access> handled() {
    return handled;
  }

  long ports() {
    return ports;
  }

  long scopes() {
    return scopes;
  }

  List<OpenTree> trees() {
    return trees.all();
  }

  List<Policy> policies() {
    return policies;
  }

  List<Protection> protections() {
    return protections;
  }
}
