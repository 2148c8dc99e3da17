package org.sandtrap.report;

import java.util.Optional;
import java.util.OptionalLong;
import org.sandtrap.code.Location;

/** The fields of a place in a program's code. */
final class LocationFields {
  private final JsonText json;

  LocationFields(JsonText json) {
    this.json = json;
  }

  void write(Location place) {
    json.text("module", place.module());
    json.text("offset", hex(OptionalLong.of(place.offset())));
    json.text("function", place.function());
    json.text("source", place.source());
  }

  /** Addresses need all 64 bits, and many readers of JSON have 53. */
  static Optional<String> hex(OptionalLong address) {
    return address.isPresent()
        ? Optional.of("0x" + Long.toHexString(address.getAsLong()))
        : Optional.empty();
  }
}
