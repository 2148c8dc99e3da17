package org.sandtrap.tracer.module;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.sandtrap.module.Answer;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.tracer.binding.StopAnswer;

/** A reply about a signal, as the native side understands it. */
final class SignalReply {
  /** The fields of siginfo_t, see sigaction(2). */
  private static final int SIZE = 128;

  private static final int CODE = 8;
  private static final int SENDER = 16;
  private static final int VALUE = 24;

  private SignalReply() {}

  /** What an answer makes of the signal; empty if it says nothing about it. */
  static Optional<StopAnswer> of(Answer answer, Records records) {
    if (answer instanceof Answer.Suppress) {
      return Optional.of(StopAnswer.SUPPRESS);
    }
    if (answer instanceof Answer.Deliver other) {
      records.replySignal(info(other, records.pid()));
      return Optional.of(StopAnswer.DELIVER);
    }
    return Optional.empty();
  }

  /** Its user is 0: whoever is asked about is not known here. */
  private static byte[] info(Answer.Deliver signal, int pid) {
    ByteBuffer info = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
    info.putInt(0, signal.signal().number());
    info.putInt(CODE, signal.code());
    info.putInt(SENDER, signal.sender() == 0 ? pid : signal.sender());
    info.putLong(VALUE, signal.value());
    return info.array();
  }
}
