package org.sandtrap.report;

import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Transfer;
import org.sandtrap.limit.Usage;
import org.sandtrap.limit.UsageSample;

/** The fields of what was used. */
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
    json.bytes("peakMemoryBytes", usage.peakMemory());
    json.bytes("treePeakBytes", usage.treePeak());
    json.text("treePeakSource", usage.treePeakSource().name());
    json.bytes("peakVirtualBytes", usage.peakVirtual());
    json.number("minorFaults", usage.minorFaults());
    json.number("majorFaults", usage.majorFaults());
    json.number("voluntarySwitches", usage.voluntarySwitches());
    json.number("involuntarySwitches", usage.involuntarySwitches());
    json.optional("transfer", usage.transfer(), this::write);
    json.number("processesCreated", usage.processesCreated());
    json.number("threadsCreated", usage.threadsCreated());
    json.number("mostProcesses", usage.mostProcesses());
    json.number("mostThreads", usage.mostThreads());
    json.number("signals", usage.signals());
    json.number("stops", usage.stops());
    json.texts("missing", usage.missing());
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
    json.bytes("peakMemoryBytes", process.peakMemory());
    json.bytes("peakVirtualBytes", process.peakVirtual());
    json.number("minorFaults", process.minorFaults());
    json.number("majorFaults", process.majorFaults());
    json.number("voluntarySwitches", process.voluntarySwitches());
    json.number("involuntarySwitches", process.involuntarySwitches());
    json.optional("transfer", process.transfer(), this::write);
    json.number("threads", process.threads());
    json.number("signals", process.signals());
  }

  private void write(Transfer transfer) {
    json.bytes("readBytes", transfer.read());
    json.bytes("writtenBytes", transfer.written());
    json.bytes("storageReadBytes", transfer.storageRead());
    json.bytes("storageWrittenBytes", transfer.storageWritten());
  }
}
