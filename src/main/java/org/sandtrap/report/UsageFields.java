package org.sandtrap.report;

import java.util.Map;
import java.util.Optional;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.ProcessEnd;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Transfer;
import org.sandtrap.limit.Usage;
import org.sandtrap.limit.UsageSample;
import org.sandtrap.syscall.Signal;

/** The fields of what was used; a figure that is missing is null. */
final class UsageFields {
  private final JsonText json;

  UsageFields(JsonText json) {
    this.json = json;
  }

  void write(Usage usage) {
    json.nanos("wallNanos", usage.wall());
    json.nanos("cpuNanos", usage.cpu());
    json.nanos("userNanos", usage.user());
    json.nanos("systemNanos", usage.system());
    json.number(
        "peakMemoryBytes", exact(usage.knows(Figure.PEAK_MEMORY), usage.peakMemory().bytes()));
    json.number("treePeakBytes", exact(usage.knows(Figure.TREE_PEAK), usage.treePeak().bytes()));
    json.text("treePeakSource", usage.treePeakSource().name());
    json.number(
        "peakVirtualBytes", exact(usage.knows(Figure.PEAK_VIRTUAL), usage.peakVirtual().bytes()));
    json.number("minorFaults", exact(usage.knows(Figure.MINOR_FAULTS), usage.minorFaults()));
    json.number("majorFaults", exact(usage.knows(Figure.MAJOR_FAULTS), usage.majorFaults()));
    json.number(
        "voluntarySwitches",
        exact(usage.knows(Figure.VOLUNTARY_SWITCHES), usage.voluntarySwitches()));
    json.number(
        "involuntarySwitches",
        exact(usage.knows(Figure.INVOLUNTARY_SWITCHES), usage.involuntarySwitches()));
    json.optional("transfer", usage.transfer(), this::write);
    json.number("processesCreated", usage.processesCreated());
    json.number("threadsCreated", usage.threadsCreated());
    json.number("mostProcesses", usage.mostProcesses());
    json.number("mostThreads", usage.mostThreads());
    json.number("signals", usage.signals());
    json.number("stops", usage.stops());
    json.objects("missing", usage.missing().entrySet(), this::write);
    json.objects("processes", usage.processes(), this::write);
  }

  void write(UsageSample sample) {
    json.nanos("atNanos", sample.at());
    json.nanos("cpuNanos", sample.cpu());
    json.bytes("memoryBytes", sample.memory());
    json.number("processes", sample.processes());
    json.number("threads", sample.threads());
  }

  private void write(ProcessUsage process) {
    json.number("pid", process.pid());
    json.number("parent", process.parent());
    json.text("name", process.name());
    json.nanos("wallNanos", process.wall());
    json.nanos("cpuNanos", process.cpu());
    json.nanos("userNanos", process.user());
    json.nanos("systemNanos", process.system());
    json.number(
        "peakMemoryBytes", exact(process.knows(Figure.PEAK_MEMORY), process.peakMemory().bytes()));
    json.number(
        "peakVirtualBytes",
        exact(process.knows(Figure.PEAK_VIRTUAL), process.peakVirtual().bytes()));
    json.number("minorFaults", exact(process.knows(Figure.MINOR_FAULTS), process.minorFaults()));
    json.number("majorFaults", exact(process.knows(Figure.MAJOR_FAULTS), process.majorFaults()));
    json.number(
        "voluntarySwitches",
        exact(process.knows(Figure.VOLUNTARY_SWITCHES), process.voluntarySwitches()));
    json.number(
        "involuntarySwitches",
        exact(process.knows(Figure.INVOLUNTARY_SWITCHES), process.involuntarySwitches()));
    json.optional("transfer", process.transfer(), this::write);
    json.number("threads", process.threads());
    json.number("signals", process.signals());
    json.optional("end", process.end(), this::write);
    json.objects("missing", process.missing().entrySet(), this::write);
  }

  private void write(ProcessEnd end) {
    json.number("exitCode", end.exitCode());
    json.text("signal", end.signal().map(Signal::name));
    json.truth("dumpedCore", end.dumpedCore());
  }

  private void write(Map.Entry<Figure, String> missing) {
    json.text("figure", missing.getKey().name());
    json.text("reason", missing.getValue());
  }

  /** A figure that is not known exactly is no number in JSON. */
  static Optional<Long> exact(boolean known, long figure) {
    return known ? Optional.of(figure) : Optional.empty();
  }

  private void write(Transfer transfer) {
    json.bytes("readBytes", transfer.read());
    json.bytes("writtenBytes", transfer.written());
    json.bytes("storageReadBytes", transfer.storageRead());
    json.bytes("storageWrittenBytes", transfer.storageWritten());
  }
}
