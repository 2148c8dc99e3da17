package org.sandtrap;

import java.util.Optional;
import org.sandtrap.launch.Command;
import org.sandtrap.launch.PrivatePath;

/** A check of settings that keep a program from the files that it is to have. */
final class Reachable {
  private Reachable() {}

  /** Refuses settings with which a program would not find its private directory. */
  static void require(Settings settings, Command command) {
    if (!settings.usesPrivateDirectory()) {
      return;
    }
    if (settings.isolation().root().isPresent()) {
      throw new IllegalStateException(
          Command.quoted(command.text())
              + " has another root, '"
              + settings.isolation().root().get()
              + "', in which there is no private directory for fixtures and collect. Expected one of"
              + " them: put the files into the root, and read them there, or isolate it by readable"
              + " and writable instead.");
    }
    Optional<byte[]> directory = settings.directory();
    if (!settings.fixtures().isEmpty()
        && directory.isPresent()
        && !PrivatePath.isIn(directory.get())) {
      throw new IllegalStateException(
          Command.quoted(command.text())
              + " is to start in '"
              + LaunchMessage.text(directory.get())
              + "', but its fixtures, such as '"
              + settings.fixtures().get(0).source()
              + "', are copied into its private directory. Leave out the directory: then it starts"
              + " among them. Or name one in it: \"{private}/data\".");
    }
  }
}
