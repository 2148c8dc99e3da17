package org.sandtrap.report;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sandtrap.LeftFile;
import org.sandtrap.Run;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Usage;
import org.sandtrap.syscall.Signal;

/** The fields of the documents. */
final class RunFields {
  /** Grows when a key is removed or changes its meaning; new keys leave it as it is. */
  static final int SCHEMA = 1;

  private final JsonText json;
  private final UsageFields usages;

  RunFields(JsonText json) {
    this.json = json;
    this.usages = new UsageFields(json);
  }

  void write(Usage usage) {
    json.number("schema", SCHEMA);
    json.object("usage", () -> usages.write(usage));
  }

  void write(Run run) {
    json.number("schema", SCHEMA);
    json.texts("command", run.command());
    json.text("verdict", run.verdict().name());
    json.text("verdictCode", run.verdict().code());
    json.text("summary", run.summary());
    json.objects("causes", run.causes(), new CauseFields(json)::write);
    json.objects("crashes", run.crashes(), new CauseFields(json)::write);
    json.texts("limitsHit", run.limitsHit().stream().map(Limit::name).toList());
    json.objects("deniedCalls", run.deniedCalls(), new DeniedCallFields(json)::write);
    json.number("deniedCallCount", run.deniedCallCount());
    json.objects("guardedCalls", run.guardedCalls(), new DeniedCallFields(json)::write);
    json.number("guardedCallCount", run.guardedCallCount());
    json.objects(
        "protections",
        run.protections(),
        protection -> {
          json.text("what", protection.what());
          json.text("how", protection.how());
          json.text("gap", protection.gap());
        });
    json.nanos("moduleNanos", run.moduleTime());
    json.number("exitCode", run.exitCode());
    json.text("lastSignal", run.lastSignal().map(Signal::name));
    json.optional(
        "lastSyscall",
        run.lastSyscall(),
        call -> {
          json.text("name", call.name());
          json.number("number", call.number());
          json.text("abi", call.abi().name());
        });
    json.number("pid", run.pid());
    json.nanos("wallNanos", run.wall());
    json.objects(
        "leftovers",
        run.leftovers(),
        leftover -> {
          json.number("pid", leftover.pid());
          json.text("name", leftover.name());
        });
    json.objects("files", run.files(), this::file);
    json.text("filesCut", run.filesCut());
    json.objects(
        "ipcObjects",
        run.ipcObjects(),
        object -> {
          json.text("kind", object.kind().name());
          json.number("id", object.id());
          json.number("key", object.key());
          json.number("size", object.size());
        });
    json.object("stdout", () -> output(run.stdout()));
    json.object("stderr", () -> output(run.stderr()));
    json.object("probe", () -> new PysandboxFields(json).write(run));
    json.objects("samples", run.samples(), usages::write);
    json.object("usage", () -> usages.write(run.usage()));
  }

  private void file(LeftFile file) {
    boolean exact = ExactBytes.text(file.pathBytes()).isPresent();
    json.text("path", file.path());
    json.text(
        "pathBase64", exact ? Optional.empty() : Optional.of(ExactBytes.base64(file.pathBytes())));
    json.text("kind", file.kind().name());
    json.bytes("sizeBytes", file.size());
  }

  private void output(byte[] bytes) {
    Optional<String> exact = ExactBytes.text(bytes);
    json.number("sizeBytes", bytes.length);
    json.text("text", exact.orElseGet(() -> new String(bytes, StandardCharsets.UTF_8)));
    json.text(
        "base64", exact.isPresent() ? Optional.empty() : Optional.of(ExactBytes.base64(bytes)));
  }
}
