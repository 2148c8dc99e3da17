package org.sandtrap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sandtrap.Cause;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.code.Callers;
import org.sandtrap.code.Location;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.Kind;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.MemorySource;
import org.sandtrap.limit.Usage;
import org.sandtrap.limit.UsageSample;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.ModuleDecision;
import org.sandtrap.policy.Rule;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.testing.MadeUsage;
import tools.jackson.databind.JsonNode;

/** The schema describes every key that is written, and no other. */
class SchemaTests {
  private static final Cause CRASH =
      new Cause.Signalled(
          Signal.SIGSEGV,
          OptionalInt.of(1),
          OptionalLong.of(-1),
          OptionalInt.of(8),
          Optional.of(new Location("/bin/a", 16, Optional.of("main"), Optional.of("a.c:7"))),
          new Callers(List.of(new Location("/bin/a", 32, Optional.empty(), Optional.empty()))),
          true,
          Optional.of(ByteSize.ofMebibytes(1)));
  private static final Cause KILL =
      new Cause.Signalled(
          Signal.SIGKILL,
          OptionalInt.empty(),
          OptionalLong.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Callers.NONE,
          false,
          Optional.empty());
  private static final Map<Figure, String> MISSING = MadeUsage.without("nobody told");

  private final Schema schema;

  SchemaTests() throws Exception {
    schema = new Schema();
  }

  private static Stream<Run> runs() {
    return Stream.of(
        MadeRun.of("a").run(),
        MadeRun.of("a")
            .causes(CRASH, MadeRun.CPU_LIMIT, new Cause.Killed())
            .hits(Limit.THREADS)
            .run(),
        MadeRun.of("a").causes(KILL).usage(Usage.NONE).run(),
        MadeRun.of("a")
            .causes(forbidden(Optional.of(Rule.deny("%network").from("strict.policy:7"))))
            .run(),
        MadeRun.of("a").causes(forbidden(Optional.empty())).run(),
        MadeRun.of("a")
            .causes(
                new Cause.ForbiddenEvent("+++", new ModuleDecision("OneChild", Optional.of("a"))),
                new Cause.Finished("enough", "OneChild"),
                new Cause.BadPolicy("OneChild", "fork() = ?", new IllegalStateException("b")))
            .run(),
        MadeRun.of("a").causes(new Cause.Crowded(3)).wrote(new byte[] {-1}, "text").run(),
        MadeRun.of("a")
            .usage(MadeUsage.of(List.of(MadeUsage.unknown(1, MISSING)), MISSING))
            .samples(
                new UsageSample(Duration.ofMillis(1), Duration.ZERO, ByteSize.ofBytes(1), 1, 1))
            .run());
  }

  private static Cause forbidden(Optional<Rule> rule) {
    List<Long> registers = List.of(2L, 1L, 0L, -1L, 0L, 0L);
    Syscall call = new Syscall(Abi.X86_64, 41);
    return new Cause.Forbidden(
        new DeniedCall(
            call,
            registers,
            Map.of("pathname", "a \"b"),
            7,
            8,
            rule,
            Optional.empty(),
            Optional.empty(),
            Duration.ofMillis(3),
            Optional.of("/etc/x"),
            false));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyRunFitsAndHasExactlyTheKeysOfTheSchema(Run run) {
    assertThat(schema.errors(RunJson.of(run), schema.root())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyUsageFitsAndHasExactlyTheKeysOfTheSchema(Run run) {
    JsonNode document = schema.definition("usageDocument");
    assertThat(schema.errors(RunJson.of(run.usage()), document)).isEmpty();
  }

  @Test
  void aRunThatHappenedFits() {
    Sandbox sandbox = Sandbox.create().withSamples(Duration.ofMillis(1));
    Run run = sandbox.run("sh", "-c", "sleep 0.1; true | cat; kill -SEGV $$");
    String document = RunJson.of(run);
    assertThat(schema.errors(document, schema.root())).isEmpty();
    JsonNode read = Schema.JSON.readTree(document);
    assertThat(read.at("/causes/0/signal").asString()).isEqualTo("SIGSEGV");
    assertThat(read.at("/causes/0/sender").asInt()).isEqualTo(run.pid());
    assertThat(read.at("/probe/signal_info")).hasToString("[11,0]");
    assertThat(read.at("/usage/processes")).hasSize((int) run.usage().processesCreated());
    assertThat(read.at("/usage/cpuNanos").asLong()).isEqualTo(run.usage().cpu().toNanos());
    assertThat(read.path("samples")).hasSameSizeAs(run.samples()).isNotEmpty();
  }

  @Test
  void theListsOfNamesAreComplete() {
    assertThat(names(schema.definition("verdict"))).isEqualTo(names(Verdict.values()));
    assertThat(names(schema.definition("limit"))).isEqualTo(names(Limit.values()));
    assertThat(names(schema.definition("limitReached").path("properties").path("unit")))
        .isEqualTo(Arrays.stream(Kind.values()).map(Kind::unit).toList());
    assertThat(names(schema.definition("figure"))).isEqualTo(names(Figure.values()));
    assertThat(names(schema.definition("syscall").path("properties").path("abi")))
        .isEqualTo(names(Abi.values()));
    assertThat(names(schema.definition("usage").path("properties").path("treePeakSource")))
        .isEqualTo(names(MemorySource.values()));
    assertThat(names(schema.root().path("properties").path("verdictCode")))
        .isEqualTo(Arrays.stream(Verdict.values()).map(Verdict::code).toList());
  }

  @Test
  void everyTypeOfCauseHasAChoice() {
    List<String> types =
        schema
            .definition("cause")
            .path("oneOf")
            .valueStream()
            .map(choice -> choice.path("$ref").asString().replaceAll(".*/", ""))
            .map(name -> schema.definition(name).path("properties").path("type"))
            .map(type -> type.path("const").asString())
            .toList();
    assertThat(types)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Cause.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  @Test
  @Tag("build")
  void theCommentOnTheClassListsTheKeysOfARun() throws Exception {
    String source = Files.readString(Path.of("src/main/java/org/sandtrap/report/RunJson.java"));
    List<String> listed =
        Pattern.compile("<tr><td>\\{@code (\\w+)}")
            .matcher(source)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(listed).isEqualTo(List.copyOf(schema.root().path("properties").propertyNames()));
  }

  private static List<String> names(JsonNode list) {
    return list.path("enum").valueStream().map(JsonNode::asString).toList();
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }
}
