package org.sandtrap.confinement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.isolation.Access;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.isolation.Protection;
import org.sandtrap.policy.Policy;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.LauncherPlan;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.Plan;
import org.sandtrap.tracer.binding.RawFiles;
import org.sandtrap.tracer.binding.RawLandlock;

/** A confinement of one run: what its launch needs to enforce an isolation. */
public final class Confinement implements AutoCloseable {
  /** No confinement, for an isolation that is open. */
  public static final Confinement NONE =
      new Confinement(Optional.empty(), Optional.empty(), List.of(), List.of());

  private final Optional<RawLandlock> ruleset;
  private final Optional<LauncherPlan> launcher;
  private final List<Policy> policies;
  private final List<Protection> protections;

  private Confinement(
      Optional<RawLandlock> ruleset,
      Optional<LauncherPlan> launcher,
      List<Policy> policies,
      List<Protection> protections) {
    this.ruleset = ruleset;
    this.launcher = launcher;
    this.policies = List.copyOf(policies);
    this.protections = List.copyOf(protections);
  }

  /**
   * Makes a confinement.
   *
   * @throws ConfinementException when the host cannot enforce what is asked for, or a path is not
   *     there
   */
  public static Confinement of(Isolation isolation, Surroundings around, Optional<Abilities> given)
      throws ConfinementException {
    Abilities host = given.isPresent() ? given.get() : Abilities.here();
    try (OpenTrees trees = OpenTrees.of(isolation, around)) {
      Draft draft = new Draft(isolation, host, trees, around);
      for (Part part : Part.values()) {
        if (part.isDemanded(isolation)) {
          chosen(part, isolation, host).confine(draft);
        }
      }
      return made(draft);
    }
  }

  private static Mechanism chosen(Part part, Isolation isolation, Abilities host)
      throws ConfinementException {
    List<String> obstacles = new ArrayList<>();
    for (Mechanism mechanism : part.mechanisms()) {
      Optional<Obstacle> obstacle = mechanism.obstacle(isolation, host);
      if (obstacle.isEmpty()) {
        return mechanism;
      }
      obstacles.add(obstacle.get().toString());
    }
    throw new ConfinementException(
        part.setting(isolation)
            + " cannot be enforced on this host. "
            + String.join(" ", obstacles));
  }

  private static Confinement made(Draft draft) throws ConfinementException {
    Optional<LauncherPlan> launcher = draft.launcher().plan(draft.host());
    if (!draft.needsRuleset()) {
      return new Confinement(Optional.empty(), launcher, draft.policies(), draft.protections());
    }
    RawLandlock ruleset = null;
    try {
      Set<Access> handled = draft.handled();
      long files = LandlockRight.handled(handled, draft.host().landlock());
      ruleset = RawLandlock.create(files, draft.ports(), draft.scopes());
      allow(draft, ruleset, files);
      Optional<RawLandlock> made = Optional.of(ruleset);
      ruleset = null;
      return new Confinement(made, launcher, draft.policies(), draft.protections());
    } catch (ErrnoException e) {
      throw new ConfinementException(
          "the kernel refused a ruleset of Landlock ABI "
              + draft.host().landlock()
              + ", see landlock_create_ruleset(2) and landlock_add_rule(2). A seccomp filter around"
              + " this JVM may allow the first and not the second",
          e.errno());
    } finally {
      if (ruleset != null) {
        ruleset.close();
      }
    }
  }

  private static void allow(Draft draft, RawLandlock ruleset, long files) throws ErrnoException {
    for (OpenTree tree : draft.trees()) {
      long rights = LandlockRight.allowed(tree.open()) & files;
      try {
        ruleset.allow(tree.file(), rights, LandlockRight.ofFiles());
      } catch (ErrnoException e) {
        if (!Errno.name(e.errno()).equals("EBADFD")) { // pipes and the like, which are always open
          throw e;
        }
      }
    }
    if (files != 0 && !draft.handled().contains(Access.WRITE)) {
      allowMoving(ruleset, files);
    }
  }

  /** Where writing is not restricted, moving is neither; but the kernel takes that for handled. */
  private static void allowMoving(RawLandlock ruleset, long files) throws ErrnoException {
    int root = RawLandlock.locate(new byte[] {'/'});
    try {
      ruleset.allow(root, LandlockRight.moving() & files, 0);
    } finally {
      RawFiles.close(root);
    }
  }

  /** The descriptor of the ruleset for the plan. */
  public int ruleset() {
    return ruleset.isPresent() ? ruleset.get().fd() : Plan.State.NONE;
  }

  /** What the launcher does, if there is one. */
  public Optional<LauncherPlan> launcher() {
    return launcher;
  }

  /** A policy with what the confinement adds to it. */
  public Policy on(Policy policy) {
    Policy all = policy;
    for (Policy outer : policies) {
      all = all.within(outer);
    }
    return all;
  }

  /** What it protects. */
  public List<Protection> protections() {
    return protections;
  }

  @Override
  public void close() {
    if (ruleset.isPresent()) {
      ruleset.get().close();
    }
  }
}
