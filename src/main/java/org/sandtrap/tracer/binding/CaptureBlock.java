package org.sandtrap.tracer.binding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;
import org.sandtrap.syscall.Abi;
import org.sandtrap.trace.decode.Capture;
import org.sandtrap.trace.decode.CapturePlan;
import org.sandtrap.trace.decode.Copy;

/**
 * The part of a plan that says what is copied of calls, as the native side reads it. The same in
 * every run, so that it is made once.
 *
 * @param listOfCall the number of the list of each call, by interface and number
 * @param lists where each list is among the captures: {@code struct st_capture_list[]}
 * @param captures what is copied: {@code struct st_capture[]}
 */
record CaptureBlock(byte[] listOfCall, byte[] lists, byte[] captures) {
  /** The interfaces in the order of {@code enum st_interface}; on ARM only the first is there. */
  private static final List<Abi> ON_X86 = List.of(Abi.X86_64, Abi.X32, Abi.I386);

  private static final List<Abi> ON_ARM = List.of(Abi.AARCH64);

  /** Bytes of what programs read and write. */
  private static final int MOST_DATA = 256;

  private static final int MOST_STRUCTURES = 1024;
  private static final int ANY_MOMENT = Numbers.AT_ENTRY | Numbers.AT_EXIT | Numbers.AT_FAILURE;

  private static volatile CaptureBlock last;
  private static volatile CapturePlan lastPlan;

  static CaptureBlock of(CapturePlan plan) {
    if (plan != lastPlan) {
      last = create(plan);
      lastPlan = plan;
    }
    return last;
  }

  int listCount() {
    return lists.length / Layout.CAPTURE_LIST_SIZE;
  }

  int captureCount() {
    return captures.length / Layout.CAPTURE_SIZE;
  }

  private static CaptureBlock create(CapturePlan plan) {
    ByteBuffer listOfCall = buffer(ON_X86.size() * Numbers.CALL_NUMBERS * Short.BYTES);
    List<Abi> interfaces = System.getProperty("os.arch").equals("aarch64") ? ON_ARM : ON_X86;
    for (int i = 0; i < interfaces.size(); i++) {
      for (int number = 0; number < Numbers.CALL_NUMBERS; number++) {
        int at = (i * Numbers.CALL_NUMBERS + number) * Short.BYTES;
        listOfCall.putShort(at, (short) plan.list(interfaces.get(i), number));
      }
    }
    ByteBuffer lists = buffer(plan.lists().size() * Layout.CAPTURE_LIST_SIZE);
    int count = plan.lists().stream().mapToInt(List::size).sum();
    ByteBuffer captures = buffer(count * Layout.CAPTURE_SIZE);
    int first = 0;
    for (int list = 0; list < plan.lists().size(); list++) {
      List<Copy> copies = plan.lists().get(list);
      lists.putInt(list * Layout.CAPTURE_LIST_SIZE + Layout.CAPTURE_LIST_FIRST, first);
      lists.putInt(list * Layout.CAPTURE_LIST_SIZE + Layout.CAPTURE_LIST_COUNT, copies.size());
      for (Copy copy : copies) {
        put(captures, first * Layout.CAPTURE_SIZE, copy);
        first++;
      }
    }
    return new CaptureBlock(listOfCall.array(), lists.array(), captures.array());
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  // A pattern switch would need a later Java.
  private static void put(ByteBuffer to, int at, Copy copy) {
    if (copy instanceof Copy.OfDescriptor descriptor) {
      boolean result = descriptor.argument() == Copy.RESULT;
      int argument = result ? Numbers.OF_RESULT : descriptor.argument();
      head(to, at, Numbers.COPY_LINK, result ? Numbers.AT_EXIT : Numbers.AT_ENTRY, argument);
      guard(to, at, descriptor.guard(), descriptor.guardValue());
    } else if (copy instanceof Copy.OfDirectory directory) {
      head(to, at, Numbers.COPY_BASE, Numbers.AT_ENTRY, directory.path());
      guard(to, at, directory.descriptor(), 0);
    } else if (copy instanceof Copy.OfDescriptors descriptors) {
      head(to, at, Numbers.COPY_LINKS, Numbers.AT_EXIT, descriptors.argument());
      guard(to, at, OptionalInt.empty(), 0);
    } else if (copy instanceof Copy.OfArguments arguments) {
      head(to, at, Numbers.COPY_ARGUMENTS, ANY_MOMENT, arguments.argument());
      guard(to, at, OptionalInt.of(arguments.guard()), arguments.guardValue());
      to.putShort(at + Layout.CAPTURE_INNER, (short) arguments.list());
      to.putInt(at + Layout.CAPTURE_UNIT, arguments.bytes());
    } else if (copy instanceof Copy.OfMemory memory) {
      put(to, at, memory.capture());
    }
  }

  private static void put(ByteBuffer to, int at, Capture capture) {
    head(to, at, kind(capture.kind()), moments(capture.moment()), capture.argument());
    to.put(at + Layout.CAPTURE_LENGTH, (byte) length(capture.source()));
    to.put(at + Layout.CAPTURE_LENGTH_ARGUMENT, (byte) capture.sourceArgument());
    guard(to, at, capture.guardArgument(), capture.guardValue());
    boolean data = capture.type().equals("bytes") || capture.kind() != Capture.Kind.BYTES;
    // Of a vector the native side counts the elements, and knows how long they are.
    boolean elements = capture.kind() == Capture.Kind.IOVEC || capture.kind() == Capture.Kind.MMSG;
    int unit = elements ? 1 : Math.max(1, capture.unit());
    to.putInt(at + Layout.CAPTURE_UNIT, unit);
    to.putInt(at + Layout.CAPTURE_MOST, data ? MOST_DATA : MOST_STRUCTURES);
  }

  private static void head(ByteBuffer to, int at, int kind, int moments, int argument) {
    to.put(at + Layout.CAPTURE_KIND, (byte) kind);
    to.put(at + Layout.CAPTURE_MOMENTS, (byte) moments);
    to.put(at + Layout.CAPTURE_ARGUMENT, (byte) argument);
  }

  private static void guard(ByteBuffer to, int at, OptionalInt argument, long value) {
    to.put(at + Layout.CAPTURE_GUARD, (byte) argument.orElse(Numbers.OF_NONE));
    to.putLong(at + Layout.CAPTURE_GUARD_VALUE, value);
  }

  private static int kind(Capture.Kind kind) {
    return switch (kind) {
      case STRING -> Numbers.COPY_TEXT;
      case BYTES -> Numbers.COPY_BYTES;
      case STRINGS -> Numbers.COPY_TEXTS;
      case IOVEC -> Numbers.COPY_IOVEC;
      case MSG -> Numbers.COPY_MESSAGE;
      case MMSG -> Numbers.COPY_MESSAGES;
    };
  }

  private static int moments(Capture.Moment moment) {
    return switch (moment) {
      case IN -> Numbers.AT_ENTRY;
      case OUT -> Numbers.AT_EXIT;
      case BOTH -> Numbers.AT_ENTRY | Numbers.AT_EXIT;
      case END -> Numbers.AT_EXIT | Numbers.AT_FAILURE;
    };
  }

  private static int length(Capture.Source source) {
    return switch (source) {
      case FIXED -> Numbers.LENGTH_ONE;
      case ARGUMENT -> Numbers.LENGTH_ARGUMENT;
      case RESULT -> Numbers.LENGTH_RESULT;
      case POINTED -> Numbers.LENGTH_POINTED;
    };
  }
}
