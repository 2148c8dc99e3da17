package org.sandtrap.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Signature;

/**
 * The arguments of calls in the kernel's own prototypes, as tracefs tells them: for each a type and
 * a name, which is seldom that of the manual.
 */
final class KernelFormats {
  /** Where they are, if the file system is mounted: {@code -Dtests.tracefs} says another place. */
  static final Path PLACE =
      Path.of(System.getProperty("tests.tracefs", "/sys/kernel/tracing"), "events/syscalls");

  private static final String BEGINNING = "sys_enter_";
  private static final Pattern FIELD = Pattern.compile("field:(.*[ *])(\\w+);\\s+offset");
  private static final Pattern DESCRIPTOR =
      Pattern.compile("\\w*fd|fd_\\w+|fd(in|out)|fildes|mqdes");
  private static final Pattern POINTER =
      Pattern.compile(".*\\*(const)?|.*cap_user_(header|data)_t");
  private static final Pattern SIGNED =
      Pattern.compile("(int|long|loff_t|off_t|pid_t|key_t|key_serial_t|timer_t|__s32)");

  /** The functions of the kernel that have other names than the calls they serve. */
  private static final Map<String, String> CALLS =
      Map.of(
          "newstat",
          "stat",
          "newfstat",
          "fstat",
          "newlstat",
          "lstat",
          "newuname",
          "uname",
          "umount",
          "umount2",
          "sendfile64",
          "sendfile");

  private KernelFormats() {}

  /** The differences between the formats below a directory and some signatures. */
  static List<ArgumentDifference> differences(
      Path directory, Function<String, Optional<Signature>> table) throws IOException {
    List<ArgumentDifference> all = new ArrayList<>();
    try (Stream<Path> events = Files.list(directory)) {
      for (Path event : events.sorted().toList()) {
        String name = event.getFileName().toString();
        if (name.startsWith(BEGINNING)) {
          String function = name.substring(BEGINNING.length());
          String call = CALLS.getOrDefault(function, function);
          Optional<Signature> signature = table.apply(call); // of 64 bits; others have more
          String text = Files.readString(event.resolve("format"));
          signature.ifPresent(it -> all.addAll(differences(it, text)));
        }
      }
    }
    return all;
  }

  /** The differences between a format and a signature. */
  static List<ArgumentDifference> differences(Signature signature, String format) {
    List<ArgumentDifference> all = new ArrayList<>();
    Matcher field = FIELD.matcher(format.substring(format.indexOf("__syscall_nr")));
    int count = 0;
    while (field.find()) {
      if (count < signature.arguments().size()) {
        Argument argument = signature.arguments().get(count);
        finding(argument, field.group(1).strip(), field.group(2))
            .map(found -> difference(signature, argument.name(), found))
            .ifPresent(all::add);
      }
      count++;
    }
    if (count != signature.arguments().size()) {
      all.add(difference(signature, "-", "takes " + count));
    }
    return all;
  }

  private static Optional<String> finding(Argument argument, String type, String name) {
    ArgumentKind kind = argument.kind();
    boolean any = kind == ArgumentKind.VARIES || kind == ArgumentKind.UNUSED;
    boolean pointer = POINTER.matcher(type).matches();
    if (pointer ? kind.isScalar() && kind != ArgumentKind.ADDRESS && !any : !kind.isScalar()) {
      return Optional.of(pointer ? "a pointer" : "a number");
    }
    boolean descriptor = !pointer && DESCRIPTOR.matcher(name).matches();
    if (descriptor != (kind == ArgumentKind.FD || kind == ArgumentKind.DIRFD)) {
      return Optional.of((descriptor ? "" : "not ") + "a descriptor");
    }
    boolean signed = SIGNED.matcher(type).matches();
    return switch (kind) {
      case INT, LONG, OFFSET -> signed ? Optional.empty() : Optional.of("a number without a sign");
      case UINT, ULONG -> signed ? Optional.of("a number with a sign") : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static ArgumentDifference difference(Signature signature, String name, String finding) {
    return new ArgumentDifference("kernel", signature.call(), name, finding);
  }
}
