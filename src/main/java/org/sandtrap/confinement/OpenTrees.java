package org.sandtrap.confinement;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sandtrap.isolation.Access;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.isolation.PathRule;
import org.sandtrap.launch.Command;
import org.sandtrap.launch.PrivatePath;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.RawFiles;
import org.sandtrap.tracer.binding.RawLandlock;

/** The files and trees that an isolation leaves open, found and held by descriptors. */
final class OpenTrees implements AutoCloseable {
  private static final Set<Access> READING = EnumSet.of(Access.READ);
  private static final Set<Access> WRITING = EnumSet.of(Access.READ, Access.WRITE);
  private static final Set<Access> EXECUTING = EnumSet.of(Access.READ, Access.EXECUTE);

  private final List<OpenTree> trees = new ArrayList<>();

  private OpenTrees() {}

  /**
   * Finds what path rules name, and what is always open.
   *
   * @throws ConfinementException when something is not there
   */
  static OpenTrees of(Isolation isolation, Surroundings around) throws ConfinementException {
    OpenTrees found = new OpenTrees();
    boolean complete = false;
    try {
      for (PathRule rule : isolation.paths()) {
        found.add(rule, around);
      }
      found.addImplied(isolation, around);
      complete = true;
      return found;
    } finally {
      if (!complete) {
        found.close();
      }
    }
  }

  List<OpenTree> all() {
    return trees;
  }

  private void add(PathRule rule, Surroundings around) throws ConfinementException {
    byte[] path =
        PrivatePath.absolute(rule.path().bytes(), around.current(), around.privateDirectory());
    try {
      int file = RawLandlock.locate(path);
      trees.add(new OpenTree(file, path, RawLandlock.pathOf(file), opened(rule.access())));
      PathMessage.checkOwn(rule, trees.get(trees.size() - 1).real());
    } catch (ErrnoException e) {
      String error = Errno.name(e.errno());
      boolean absent = error.equals("ENOENT") || error.equals("ENOTDIR");
      if (!absent || !rule.optional()) {
        throw PathMessage.missing(rule, path, e.errno());
      }
    }
  }

  private static Set<Access> opened(Access access) {
    return switch (access) {
      case READ -> READING;
      case WRITE -> WRITING;
      case EXECUTE -> EXECUTING;
    };
  }

  private void addImplied(Isolation isolation, Surroundings around) {
    addIfThere(around.privateDirectory(), WRITING);
    for (byte[] file : ProgramFiles.of(around.candidates())) {
      addIfThere(Command.absolute(file, around.current()), EXECUTING);
    }
    for (String device : List.of("zero", "full", "random", "urandom")) {
      addIfThere(bytes("/dev/" + device), READING);
    }
    addIfThere(bytes("/dev/null"), WRITING);
    addIfThere(bytes("/dev/tty"), WRITING);
    around.inputs().forEach(file -> addIfThere(file, READING));
    around.outputs().forEach(file -> addIfThere(file, WRITING));
  }

  private void addIfThere(byte[] path, Set<Access> open) {
    try {
      int file = RawLandlock.locate(path);
      trees.add(new OpenTree(file, path, RawLandlock.pathOf(file), open));
    } catch (ErrnoException e) {
      // Then there is nothing to allow: of the program the launch says so, devices may be missing.
      assert e.errno() > 0;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    for (OpenTree tree : trees) {
      RawFiles.close(tree.file());
    }
  }
}
