package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.trace.value.Value;

/** A decoder of structures and of single values, by the table of structures. */
final class StructDecoder {
  private final CallView call;
  private final boolean atExit;

  private StructDecoder(CallView call, boolean atExit) {
    this.call = call;
    this.atExit = atExit;
  }

  /**
   * The value of a type.
   *
   * @param call the call that it belongs to
   * @param type a structure, or the type of a single value
   * @param region its memory, the end of which may be missing
   * @param atExit whether it was copied after the call
   */
  static Value value(CallView call, String type, Region region, boolean atExit) {
    return new StructDecoder(call, atExit).value(type, region);
  }

  private Value value(String type, Region region) {
    Optional<StructTable.Layout> layout = StructTable.of(call.abi(), type);
    return layout.isPresent() ? struct(layout.get(), region) : scalar(type, region);
  }

  private Value scalar(String type, Region region) {
    int bracket = type.indexOf('[');
    if (bracket < 0) {
      return FieldDecoder.value(call.abi(), type, region);
    }
    String element = type.substring(0, bracket);
    int count = Integer.parseInt(type.substring(bracket + 1, type.length() - 1));
    if (element.equals("char")) {
      byte[] text = region.text();
      return new Value.Text(text, text.length <= count);
    }
    int unit = size(element);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(value(element, region.part(i * unit, unit)));
    }
    return Value.Array.of(values, count);
  }

  private Value struct(StructTable.Layout layout, Region region) {
    Map<String, Value> fields = new LinkedHashMap<>();
    for (StructTable.Member member : layout.fields()) {
      int size = size(member.type());
      if (region.has(member.offset(), size)) {
        fields.put(member.name(), value(member.type(), region.part(member.offset(), size)));
      }
    }
    boolean complete = fields.size() == layout.fields().size();
    return new StructText(call, atExit).of(layout.name(), fields, complete);
  }

  private int size(String type) {
    int bracket = type.indexOf('[');
    if (bracket < 0) {
      return StructTable.size(call.abi(), type).orElse(FieldDecoder.size(call.abi(), type));
    }
    int count = Integer.parseInt(type.substring(bracket + 1, type.length() - 1));
    String element = type.substring(0, bracket);
    return count * (element.equals("char") ? 1 : size(element));
  }
}
