package org.sandtrap.syscall;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A number in a structure that an argument points to.
 *
 * @param name its name in C
 * @param offset where it begins in the structure, in bytes
 * @param bytes how long it is: 4 or 8, without sign
 */
public record Field(String name, int offset, int bytes) {
  private static final String ALL = "all";
  private static final Lazy<Map<List<String>, Field>> KNOWN = new Lazy<>(Field::load);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if it begins before the structure, or is not of 4 or 8 bytes
   */
  public Field {
    if (offset < 0 || bytes != 4 && bytes != 8) {
      throw new IllegalArgumentException(
          name + ": no field has " + bytes + " bytes at " + offset + "; expected 4 or 8 from 0 on");
    }
  }

  /** Returns the field that an argument of a call points to, if it is one that is known here. */
  static Optional<Field> of(Abi abi, String call, String argument, String name) {
    Map<List<String>, Field> known = KNOWN.get();
    Field here = known.get(List.of(call, abi.text(), argument, name));
    return Optional.ofNullable(here == null ? known.get(List.of(call, ALL, argument, name)) : here);
  }

  private static Map<List<String>, Field> load() {
    Map<List<String>, Field> fields = new HashMap<>();
    TabFile.read(
        "fields.tsv",
        List.of("call", "interfaces", "argument", "field", "begin", "bytes"),
        row -> fields.put(row.cells().subList(0, 4), field(row)));
    return fields;
  }

  private static Field field(TabFile.Row row) {
    if (!row.cell(4).matches("\\d{1,4}") || !row.cell(5).matches("[48]")) {
      throw row.isNot("where it begins and 4 or 8", row.cell(4) + " and " + row.cell(5));
    }
    return new Field(row.cell(3), Integer.parseInt(row.cell(4)), Integer.parseInt(row.cell(5)));
  }
}
