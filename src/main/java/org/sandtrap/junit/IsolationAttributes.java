package org.sandtrap.junit;

import java.util.function.Function;
import java.util.stream.Stream;
import org.sandtrap.Sandbox;
import org.sandtrap.isolation.Access;
import org.sandtrap.isolation.PathRule;

/** The attributes of an isolation that are more than one value. */
final class IsolationAttributes {
  private IsolationAttributes() {}

  /** A list of paths, which replaces the list that is further away. */
  static Attribute paths(Access access, Function<Sandboxed, String[]> texts) {
    return new Attribute(
        from -> texts.apply(from).length > 0,
        (to, from) ->
            to.withIsolation(
                to.isolation()
                    .without(access)
                    .with(
                        access,
                        Stream.of(texts.apply(from.sandboxed()))
                            .map(text -> filled(access.setting(), text, from))
                            .toArray(String[]::new))));
  }

  private static String filled(String setting, String text, FilledAttributes from) {
    return text.equals(PathRule.SYSTEM) ? text : FileAttributes.path(setting, text, from);
  }

  static boolean givesUser(Sandboxed given) {
    return !given.user().isEmpty() || !given.group().isEmpty();
  }

  static Sandbox withUser(Sandbox to, FilledAttributes from) {
    String user = from.text("user", Sandboxed::user);
    String group = from.text("group", Sandboxed::group);
    if (user.isEmpty()) {
      throw new IllegalArgumentException(
          "group: '"
              + group
              + "' is given without a user. Expected both on one annotation: user = \"nobody\","
              + " group = \""
              + group
              + "\".");
    }
    return group.isEmpty() ? to.withUser(user) : to.withUser(user, group);
  }
}
