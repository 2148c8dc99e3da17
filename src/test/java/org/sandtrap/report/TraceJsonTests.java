package org.sandtrap.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.value.Value;
import tools.jackson.databind.JsonNode;

/** The lines of a trace in JSON. */
class TraceJsonTests {
  private static final byte[] NO_TEXT = {'a', -1, '\n', 0};

  @TempDir Path directory;

  private static Trace trace() {
    return new TraceBuilder()
        .process(100)
        .exec("/bin/a", "a", "\u001b[31m\"\n")
        .call("openat", "AT_FDCWD", "dir/f", "O_WRONLY|O_CREAT", 0644)
        .base("/tmp")
        .returns(3)
        .call("write", 3, NO_TEXT, 4)
        .link("fd", "/tmp/dir/f")
        .returns(4)
        .call("unlink", "/x")
        .refused(true, "deny unlink")
        .fails(Errno.EPERM)
        .unknownCall(999, -1L, 2)
        .fails(Errno.ENOSYS)
        .thread(101)
        .in(100, 101)
        .signal(Signal.SIGTERM, 0, 5)
        .signal(Signal.SIGCHLD, 1, 0)
        .exit(0)
        .in(100)
        .limit(Limit.CPU)
        .call("exit_group", 0)
        .unfinished()
        .killed(Signal.SIGKILL)
        .trace();
  }

  private static List<String> lines(Trace trace) throws IOException {
    StringWriter out = new StringWriter();
    TraceJson.write(trace, out);
    return out.toString().lines().toList();
  }

  private static JsonNode written(Value value) {
    StringWriter out = new StringWriter();
    try (JsonText json = JsonText.lines(out)) {
      new ValueFields(json).write(value);
    }
    return Schema.JSON.readTree(out.toString());
  }

  private static List<String> wrong(JsonNode value) throws Exception {
    Schema schema = new Schema("trace-event.schema.json");
    return schema.errors(value.toString(), schema.definition("value"));
  }

  @Test
  void everyEventIsALineThatFitsTheSchema() throws Exception {
    Schema schema = new Schema("trace-event.schema.json");
    Trace trace = trace();
    assertThat(lines(trace))
        .hasSameSizeAs(trace.events())
        .allSatisfy(line -> assertThat(schema.errors(line, schema.root())).isEmpty());
  }

  @Test
  void theLinesHaveWhatTheEventsHave() throws Exception {
    List<String> lines = lines(trace());
    List<JsonNode> read = lines.stream().map(line -> Schema.JSON.readTree(line)).toList();
    assertThat(read)
        .extracting(line -> line.path("event").asString())
        .containsExactly(
            "start", "exec", "call", "call", "call", "call", "start", "signal", "signal", "end",
            "limit", "call", "end");
    assertThat(read.get(1).at("/arguments/1").asString()).isEqualTo("\u001b[31m\"\n");
    assertThat(read.get(2).at("/name").asString()).isEqualTo("openat");
    assertThat(read.get(2).at("/result").asInt()).isEqualTo(3);
    assertThat(read.get(4).at("/refusal/reason").asString()).isEqualTo("deny unlink");
    assertThat(read.get(4).at("/error").asString()).isEqualTo("EPERM");
    assertThat(read.get(11).at("/result").isNull()).isTrue();
    assertThat(read.get(12).at("/signal").asString()).isEqualTo("SIGKILL");
  }

  @Test
  void aLineIsAsItIs() throws Exception {
    assertThat(lines(new TraceBuilder().process(7).call("close", 3).fails(Errno.EBADF).trace()))
        .last()
        .isEqualTo(
            "{\"event\":\"call\",\"number\":1,\"timeNanos\":2000,\"pid\":7,\"tid\":7,"
                + "\"name\":\"close\",\"abi\":\"X86_64\","
                + "\"arguments\":{\"fd\":{\"fd\":3,\"target\":null}},\"returned\":true,"
                + "\"result\":-9,\"error\":\"EBADF\",\"durationNanos\":1000,\"refusal\":null,\"alteration\":null,"
                + "\"callers\":[]}");
  }

  @Test
  void numbersAreNumbers() {
    assertThat(written(Value.Number.of(-5))).hasToString("-5");
    assertThat(written(new Value.Number(-1, "18446744073709551615")))
        .hasToString("18446744073709551615");
    assertThat(written(new Value.Number(0755, "0755"))).hasToString("493");
  }

  @Test
  void namesAreAFlatList() {
    assertThat(written(new Value.Named(0x41, List.of("O_WRONLY", "0x40"), "O_WRONLY|0x40")))
        .hasToString("[\"O_WRONLY\",\"0x40\"]");
  }

  @Test
  void addressesAreHexadecimal() {
    assertThat(written(new Value.Address(-1))).hasToString("\"0xffffffffffffffff\"");
    assertThat(written(new Value.Address(0)).isNull()).isTrue();
  }

  @Test
  void anyBytesArriveAsTheyAre() throws Exception {
    byte[] all = new byte[256];
    IntStream.range(0, 256).forEach(at -> all[at] = (byte) at);
    JsonNode bytes = written(new Value.Bytes(all, 300));
    assertThat(Base64.getDecoder().decode(bytes.path("base64").asString())).isEqualTo(all);
    assertThat(bytes.path("length").asInt()).isEqualTo(300);
    String text = "\"\\\n\0\u001b\u007f\u2028ü😀";
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    assertThat(written(new Value.Bytes(encoded, 17)).path("text").asString()).isEqualTo(text);
    assertThat(written(new Value.Text(encoded, true)).asString()).isEqualTo(text);
    assertThat(wrong(bytes)).isEmpty();
  }

  @Test
  void everyFormOfValueFitsTheSchema() throws Exception {
    Value.Text cut = new Value.Text("ab".getBytes(StandardCharsets.UTF_8), false);
    Value.Text bad = new Value.Text(NO_TEXT, true);
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("text", cut);
    fields.put("list", Value.Array.of(List.of(bad, Value.Number.of(1)), 9));
    for (Value value :
        List.of(
            cut,
            bad,
            new Value.FilePath(cut, Optional.empty()),
            new Value.Descriptor(-100, Optional.of("/"), "AT_FDCWD"),
            new Value.Struct("stat", fields, "{...}"),
            Value.Array.of(List.of(bad), 1),
            new Value.Change(bad, new Value.Address(5)))) {
      assertThat(wrong(written(value))).isEmpty();
    }
    assertThat(written(new Value.Struct("s", fields, "")))
        .hasToString(
            "{\"text\":{\"text\":\"ab\",\"complete\":false},\"list\":{\"first\":"
                + "[{\"base64\":\"Yf8KAA==\",\"complete\":true},1],\"length\":9}}");
  }

  @Test
  void theSchemaRejectsWhatItDoesNotTell() throws Exception {
    Schema schema = new Schema("trace-event.schema.json");
    String line = lines(trace()).get(0);
    assertThat(schema.errors(line.replace("\"tid\"", "\"other\""), schema.root())).isNotEmpty();
    assertThat(schema.errors("{\"event\":\"none\"}", schema.root())).isNotEmpty();
  }

  @Test
  void everyTypeOfEventHasAChoice() throws Exception {
    Schema schema = new Schema("trace-event.schema.json");
    assertThat(schema.root().path("oneOf")).hasSize(Event.class.getPermittedSubclasses().length);
    assertThat(schema.definition("limit").at("/properties/limit/enum"))
        .hasSize(Limit.values().length);
  }

  @Test
  void aFileHasAllLines() throws Exception {
    Path file = directory.resolve("sub/trace.jsonl");
    TraceJson.write(trace(), file);
    assertThat(Files.readAllLines(file)).isEqualTo(lines(trace()));
    assertThat(file.getParent()).isDirectoryContaining(one -> one.equals(file));
  }

  @Test
  void theWriterStaysOpen() throws Exception {
    StringWriter out =
        new StringWriter() {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };
    TraceJson.write(trace(), out);
    assertThat(out.toString()).endsWith("}\n");
  }

  @Test
  void aWriterThatFailsSaysSo() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("no space left");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> TraceJson.write(trace(), full))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }
}
