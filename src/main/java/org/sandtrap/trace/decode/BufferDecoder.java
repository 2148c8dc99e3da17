package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Abi;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.value.Value;

/** A decoder of lists of buffers, struct iovec. */
final class BufferDecoder {
  private final CallView call;
  private final RawCapture vector;
  private final int word;

  /**
   * A decoder of one list.
   *
   * @param call the call
   * @param vector the array
   */
  BufferDecoder(CallView call, RawCapture vector) {
    this.call = call;
    this.vector = vector;
    this.word = call.abi() == Abi.X86_64 || call.abi() == Abi.AARCH64 ? 8 : 4;
  }

  /** The list that an argument points to. */
  Value vector(Capture capture) {
    Optional<RawCapture> data =
        call.raw()
            .capture(vector.argument(), vector.atExit(), RawCapture.Part.IOVEC_DATA)
            .filter(one -> one.status() != RawCapture.Status.UNREADABLE);
    return list(data, call.raw().registers()[capture.sourceArgument()]);
  }

  /**
   * The list with what its buffers hold: {@code [{iov_base="abc", iov_len=3}]}.
   *
   * @param data what they hold, if that is known
   * @param count how many there are
   */
  Value list(Optional<RawCapture> data, long count) {
    Region array = Region.of(vector.bytes());
    Contents contents =
        new Contents(
            data.map(one -> Region.of(one.bytes())).orElse(Region.of(new byte[0])),
            data.map(RawCapture::whole).orElse(0L),
            data.isPresent());
    List<Value> buffers = new ArrayList<>();
    long known = Math.min(Math.max(0, count), array.length() / (2 * word));
    for (int i = 0; i < known; i++) {
      buffers.add(buffer(array.part(2 * word * i, 2 * word), contents));
    }
    return Value.Array.of(buffers, Math.max(buffers.size(), count));
  }

  private Value buffer(Region region, Contents contents) {
    long length = region.number(word, word);
    Value base = contents.next(region.number(0, word), length);
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("iov_base", base);
    fields.put("iov_len", Value.Number.unsigned(length));
    return StructText.plain("iovec", fields);
  }

  /** The contents of all buffers, which are given out buffer by buffer. */
  private static final class Contents {
    private final Region region;
    private final boolean known;
    private long left;
    private long at;

    Contents(Region region, long whole, boolean known) {
      this.region = region;
      this.known = known;
      this.left = whole;
    }

    Value next(long address, long length) {
      if (!known || address == 0) {
        return new Value.Address(address);
      }
      long own = length < 0 ? left : Math.min(left, length);
      Region part =
          region.part(
              (int) Math.min(at, region.length()),
              (int) Math.max(0, Math.min(own, region.length())));
      at += own;
      left -= own;
      return new Value.Bytes(part.bytes(), Math.max(own, part.length()));
    }
  }
}
