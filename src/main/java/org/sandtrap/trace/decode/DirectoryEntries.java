package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Constants;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.value.Value;

/** The entries of a directory that getdents(2) has read. */
final class DirectoryEntries {
  private final CallView call;
  private final Capture capture;
  private final RawCapture raw;
  private final boolean wide;
  private final int word;

  DirectoryEntries(CallView call, Capture capture, RawCapture raw) {
    this.call = call;
    this.capture = capture;
    this.raw = raw;
    this.wide = capture.type().equals("dirents64");
    boolean narrow = call.abi() == Abi.I386 || call.abi() == Abi.ARM;
    this.word = wide || !narrow ? Long.BYTES : Integer.BYTES;
  }

  /** The entries; their text is only how many there are: {@code 0x55d6 /* 3 entries *}{@code /}. */
  Value value() {
    List<Value> entries = new ArrayList<>();
    Region rest = Region.of(raw.bytes());
    int head = 2 * word + 2;
    while (rest.has(0, head + 1)) {
      int size = (int) rest.number(2 * word, 2);
      if (size <= head || !rest.has(0, size)) {
        break;
      }
      entries.add(entry(rest.part(0, size), head));
      rest = rest.from(size);
    }
    boolean all = raw.status() == RawCapture.Status.WHOLE;
    String count = (all ? "" : "at least ") + entries.size();
    String address = new Value.Address(call.raw().registers()[capture.argument()]).text();
    return new Value.Array(
        entries,
        all ? entries.size() : entries.size() + 1L,
        address + " /* " + count + " entries */");
  }

  private Value entry(Region entry, int head) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("d_ino", Value.Number.unsigned(entry.number(0, word)));
    fields.put("d_off", Value.Number.of(entry.signed(word, word)));
    fields.put("d_reclen", Value.Number.of(entry.number(2 * word, 2)));
    long type = entry.number(wide ? head : entry.length() - 1, 1);
    fields.put(
        "d_type", NamedValues.named(type, Constants.names(call.abi(), "dirent_type", type, 0xff)));
    fields.put("d_name", new Value.Text(entry.from(wide ? head + 1 : head).text(), true));
    return StructText.plain("dirent", fields);
  }
}
