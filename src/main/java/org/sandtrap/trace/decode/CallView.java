package org.sandtrap.trace.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.CallText;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Signature;
import org.sandtrap.trace.store.RawCall;
import org.sandtrap.trace.store.RawCapture;

/**
 * A recorded call beside what is known of its kind.
 *
 * @param raw the call
 * @param signature what it takes
 */
record CallView(RawCall raw, Signature signature) {
  Abi abi() {
    return raw.call().abi();
  }

  /** The value in the register of an argument, as far as the kernel looks at it; without sign. */
  long bits(Argument argument) {
    return raw.registers()[argument.index()] & argument.kind().mask(abi());
  }

  /** The same with its sign. */
  long signed(Argument argument) {
    int shift = Long.SIZE - Math.max(1, argument.kind().bits(abi()));
    return bits(argument) << shift >> shift;
  }

  /** The same by the name of the argument; empty if there is none. */
  Optional<Long> bits(String argument) {
    return signature.argument(argument).map(this::bits);
  }

  /** Whether an argument has now the value of a constant. */
  boolean is(String argument, String constant) {
    return bits(argument)
        .filter(bits -> bits == Constants.value(abi(), constant).orElse(-1) && bits != -1)
        .isPresent();
  }

  /** Whether an argument has one of the bits of some constants. */
  boolean hasAny(String argument, String... constants) {
    long mask = 0;
    for (String constant : constants) {
      mask |= Constants.value(abi(), constant).orElse(0);
    }
    return (bits(argument).orElse(0L) & mask) != 0;
  }

  /** The constants that an argument consists of now. */
  Optional<List<String>> names(Argument argument) {
    List<Long> registers = Arrays.stream(raw.registers()).boxed().toList();
    return CallText.names(raw.call(), signature, registers, argument);
  }

  /** What was to be copied of an argument. */
  Optional<Capture> capture(Argument argument) {
    return CaptureTable.of(raw.call()).stream()
        .filter(capture -> capture.argument() == argument.index() && applies(capture))
        .findFirst();
  }

  private boolean applies(Capture capture) {
    OptionalInt guard = capture.guardArgument();
    return guard.isEmpty() || (int) raw.registers()[guard.getAsInt()] == (int) capture.guardValue();
  }

  /** A text that is no bytes of the program, but was found for an argument: a link. */
  Optional<String> text(int argument, RawCapture.Part part) {
    return raw.captures().stream()
        .filter(one -> one.argument() == argument && one.part() == part)
        .filter(one -> one.status() != RawCapture.Status.UNREADABLE)
        .map(one -> new String(one.bytes(), StandardCharsets.UTF_8))
        .findFirst();
  }

  /** Whether it returned and did not fail. */
  boolean succeeded() {
    return raw.returned() && !raw.failed();
  }
}
