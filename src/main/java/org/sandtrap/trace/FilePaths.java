package org.sandtrap.trace;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Signature;
import org.sandtrap.trace.decode.PathText;
import org.sandtrap.trace.store.RawCapture;

/** The paths that arguments of calls name. */
final class FilePaths {
  private FilePaths() {}

  /**
   * The path that an argument is, or that it has as the address of a local socket; absolute where
   * that is known. Empty if it is none.
   */
  static Optional<String> of(Call call, String argument) {
    Optional<Integer> index = index(call, argument);
    Optional<String> given =
        index
            .flatMap(one -> text(call, one, RawCapture.Part.STRING))
            .or(() -> socket(call, argument));
    Optional<String> base = index.flatMap(one -> text(call, one, RawCapture.Part.BASE));
    return given
        .filter(path -> !path.isEmpty())
        .map(path -> path.startsWith("/") || base.isEmpty() ? path : base.get() + "/" + path)
        .map(PathText::normal);
  }

  /** The path in the address of a local socket, if it has one. */
  private static Optional<String> socket(Call call, String argument) {
    return SocketAddress.all(call, argument, false, RawCapture.Part.BYTES).stream()
        .filter(SocketAddress::hasPath)
        .map(SocketAddress::address)
        .findFirst();
  }

  /** The first path of a call, as the program gave it. */
  static Optional<String> firstGiven(Call call) {
    return Signature.of(call.syscall()).stream()
        .flatMap(signature -> signature.arguments().stream())
        .filter(argument -> argument.kind() == ArgumentKind.PATH)
        .findFirst()
        .flatMap(argument -> text(call, argument.index(), RawCapture.Part.STRING));
  }

  private static Optional<Integer> index(Call call, String argument) {
    return Signature.of(call.syscall())
        .flatMap(signature -> signature.argument(argument))
        .map(one -> one.index());
  }

  private static Optional<String> text(Call call, int argument, RawCapture.Part part) {
    return call.raw()
        .capture(argument, false, part)
        .filter(capture -> capture.status() != RawCapture.Status.UNREADABLE)
        .map(capture -> text(capture.bytes()));
  }

  /**
   * The file that an argument's descriptor refers to, or that before an empty path, if it has a
   * name.
   */
  static Optional<String> descriptor(Call call, String argument) {
    return index(call, argument)
        .flatMap(
            index ->
                call.raw()
                    .capture(index, false, RawCapture.Part.LINK)
                    .or(() -> call.raw().capture(index, false, RawCapture.Part.BASE)))
        .flatMap(FilePaths::link);
  }

  /** The file that the returned descriptor refers to. */
  static Optional<String> result(Call call) {
    return call.raw()
        .capture(RawCapture.RESULT, true, RawCapture.Part.LINK)
        .flatMap(FilePaths::link);
  }

  private static Optional<String> link(RawCapture capture) {
    return capture.status() == RawCapture.Status.WHOLE
        ? named(text(capture.bytes()))
        : Optional.empty();
  }

  /** Pipes and sockets have no path, and a file that was removed has none any more. */
  private static Optional<String> named(String target) {
    return PathText.isFile(target) && !PathText.isDeleted(target)
        ? Optional.of(target)
        : Optional.empty();
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
