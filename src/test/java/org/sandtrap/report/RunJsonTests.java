package org.sandtrap.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Usage;
import org.sandtrap.limit.UsageSample;
import org.sandtrap.testing.MadeUsage;
import tools.jackson.databind.JsonNode;

/** What is in the documents, and that any text can be. */
class RunJsonTests {
  private static JsonNode read(Run run) {
    return Schema.JSON.readTree(RunJson.of(run));
  }

  @Test
  void aRunInFull() throws Exception {
    Run run =
        MadeRun.of("sh", "-c", "sort \"a\"\n")
            .causes(MadeRun.CPU_LIMIT)
            .hits(Limit.OPEN_FILES, Limit.THREADS)
            .samples(
                new UsageSample(
                    Duration.ofMillis(20), Duration.ofMillis(19), ByteSize.ofKibibytes(4), 2, 3))
            .wrote(new byte[] {'a', (byte) 0xff, '\n'}, "grüße\n")
            .run();
    assertThat(RunJson.of(run)).isEqualTo(golden("run.json"));
  }

  @Test
  void aUsageInFull() throws Exception {
    Usage usage =
        MadeUsage.of(
            List.of(
                MadeUsage.process(7, 0, "cat", 1_500, 4096),
                MadeUsage.unknown(8, Map.of(Figure.TRANSFER, "9% \"lost\""))),
            Map.of(Figure.TRANSFER, "9% \"lost\"", Figure.MAJOR_FAULTS, "no /proc"));
    assertThat(RunJson.of(usage)).isEqualTo(golden("usage.json"));
  }

  private static String golden(String name) throws Exception {
    try (var in = RunJsonTests.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    }
  }

  @Test
  void theMillisecondsOfBothModesAddUp() {
    Usage usage = MadeUsage.of(List.of(MadeUsage.process(7, 0, "cat", 900_000, 4096)), Map.of());
    JsonNode probe = read(MadeRun.of("cat").usage(usage).run()).at("/probe");
    assertThat(probe.at("/cpu").asInt()).isEqualTo(1);
    assertThat(probe.at("/cpu.usr").asInt() + probe.at("/cpu.sys").asInt()).isEqualTo(1);
  }

  @Test
  void anyTextArrivesAsItIs() {
    String text = "\"quoted\" \\ \n\r\t\b\f\0\u001b\u007f\u2028 </script> ü😀";
    Run run = MadeRun.of(text).wrote(text.getBytes(StandardCharsets.UTF_8), text).run();
    JsonNode read = read(run);
    assertThat(read.at("/command/0").asString()).isEqualTo(text);
    assertThat(read.at("/stdout/text").asString()).isEqualTo(text);
    assertThat(read.at("/stderr/text").asString()).isEqualTo(text);
    assertThat(read.at("/stdout/base64").isNull()).isTrue();
  }

  @Test
  void bytesThatAreNoTextArriveAsTheyAre() {
    byte[] bytes = new byte[256];
    IntStream.range(0, 256).forEach(at -> bytes[at] = (byte) at);
    JsonNode read = read(MadeRun.of("cat").wrote(bytes, "").run());
    assertThat(Base64.getDecoder().decode(read.at("/stdout/base64").asString())).isEqualTo(bytes);
    assertThat(read.at("/stdout/sizeBytes").asInt()).isEqualTo(256);
    assertThat(read.at("/stdout/text").asString())
        .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void halfASurrogatePairIsReplaced() {
    JsonNode read = read(MadeRun.of("a\ud800", "\udc00\ud83d", "\ud83d\ude00\ude00").run());
    assertThat(read.path("command").valueStream().map(JsonNode::asString))
        .containsExactly("a\ufffd", "\ufffd\ufffd", "😀\ufffd");
  }

  @Test
  void probeHasTheUnitsOfOld() {
    JsonNode probe = read(MadeRun.of("sort").run()).path("probe");
    assertThat(probe.path("elapsed").asInt()).isEqualTo(1500);
    assertThat(probe.path("cpu_info")).hasToString("[1803,1202,601,null]");
    assertThat(probe.path("mem_info")).hasToString("[null,102400,null,3072,150,15]");
    assertThat(probe.path("signal_info")).hasToString("[17,null]");
    assertThat(probe.path("syscall_info")).hasToString("[231,0]");
    assertThat(probe.path("exitcode").asInt()).isZero();
    assertThat(probe.path("mem.rss").asInt()).isEqualTo(3072);
  }

  @Test
  void whatTheHostDidNotTellIsNoNumber() {
    Map<Figure, String> missing = MadeUsage.without("nobody told");
    Usage usage = MadeUsage.of(List.of(MadeUsage.unknown(7, missing)), missing);
    JsonNode read = read(MadeRun.of("sort").usage(usage).run());
    for (String key :
        List.of(
            "peakMemoryBytes",
            "peakVirtualBytes",
            "minorFaults",
            "majorFaults",
            "voluntarySwitches",
            "involuntarySwitches",
            "transfer")) {
      assertThat(read.path("usage").path(key).isNull()).as(key).isTrue();
      assertThat(read.at("/usage/processes/0").path(key).isNull()).as(key).isTrue();
    }
    assertThat(read.at("/usage/treePeakBytes").isNull()).isTrue();
    assertThat(read.at("/usage/missing/0"))
        .hasToString("{\"figure\":\"PEAK_MEMORY\",\"reason\":\"nobody told\"}");
    assertThat(read.at("/usage/missing")).hasSize(8);
    assertThat(read.at("/probe/mem_info")).hasToString("[null,null,null,null,null,null]");
    assertThat(read.at("/probe/mem.rss").isNull()).isTrue();
  }

  @Test
  void aHugeRunIsWrittenQuickly() {
    List<ProcessUsage> processes =
        IntStream.rangeClosed(1, 100_000)
            .mapToObj(pid -> MadeUsage.process(pid, 1, "fork", pid, pid))
            .toList();
    Usage usage = MadeUsage.of(processes, Map.of());
    long start = cpuNanos();
    String document = RunJson.of(usage);
    assertThat(Duration.ofNanos(cpuNanos() - start)).isLessThan(Duration.ofSeconds(10));
    JsonNode read = Schema.JSON.readTree(document).at("/usage/processes");
    assertThat(read).hasSize(100_000);
    assertThat(read.at("/99999/pid").asInt()).isEqualTo(100_000);
  }

  /** Of this thread: what else the machine does is not our concern. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Test
  void nothingIsNoRun() {
    assertThatThrownBy(() -> RunJson.of((Run) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("run is null");
    assertThatThrownBy(() -> RunJson.of((Usage) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("usage is null");
  }
}
