package org.sandtrap.report;

import java.util.Optional;
import java.util.TreeMap;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.Guard;
import org.sandtrap.policy.ModuleDecision;
import org.sandtrap.policy.Rule;

/**
 * The fields of a call that was denied. Registers need all 64 bits, and many readers of JSON have
 * 53.
 */
final class DeniedCallFields {
  private final JsonText json;

  DeniedCallFields(JsonText json) {
    this.json = json;
  }

  void write(DeniedCall call) {
    json.text("name", call.call().name());
    json.number("number", call.call().number());
    json.text("abi", call.call().abi().name());
    json.text("text", call.text());
    json.texts(
        "registers",
        call.arguments().stream().map(register -> "0x" + Long.toHexString(register)).toList());
    json.object(
        "texts", () -> new TreeMap<>(call.texts()).forEach((name, text) -> json.text(name, text)));
    json.number("pid", call.pid());
    json.number("tid", call.tid());
    json.text("rule", call.rule().map(Rule::toString));
    Optional<String> source = call.rule().flatMap(Rule::source);
    json.text("ruleSource", source);
    json.text("guard", call.guard().map(Guard::name));
    json.text("module", call.module().map(ModuleDecision::module));
    json.text("reason", call.module().flatMap(ModuleDecision::reason));
    json.nanos("afterNanos", call.after());
    json.text("target", call.target());
    json.truth("made", call.made());
  }
}
