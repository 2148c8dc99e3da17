package org.sandtrap.report;

import static org.sandtrap.report.UsageFields.exact;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.Usage;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.Syscall;

/**
 * The keys of pysandbox's {@code probe()}, for programs that read these: milliseconds and
 * kibibytes, both rounded down. What only makes sense while a program runs, the counter of
 * instructions, and a figure that is missing, is null.
 */
final class PysandboxFields {
  private static final long KIBIBYTE = 1024;

  private final JsonText json;

  PysandboxFields(JsonText json) {
    this.json = json;
  }

  void write(Run run) {
    json.number("elapsed", run.wall().toMillis());
    json.number("exitcode", run.exitCode());
    write(run.usage());
    Long signal = run.lastSignal().map(Signal::number).map(Long::valueOf).orElse(null);
    json.numbers("signal_info", signal, code(run));
    json.number("signal", orEmpty(run.lastSignal().map(Signal::number)));
    Long number = run.lastSyscall().map(Syscall::number).map(Long::valueOf).orElse(null);
    json.numbers("syscall_info", number, run.lastSyscall().map(PysandboxFields::mode).orElse(null));
    json.number("syscall", orEmpty(run.lastSyscall().map(Syscall::number)));
  }

  private void write(Usage usage) {
    long cpu = millis(usage.cpu());
    long user = millis(usage.user());
    long system = cpu - user; // rounded down as well, both would not add up
    json.numbers("cpu_info", cpu, user, system, null);
    json.number("cpu", cpu);
    json.number("cpu.usr", user);
    json.number("cpu.sys", system);
    json.absent("cpu.tsc");
    writeMemory(
        exact(usage.knows(Figure.PEAK_VIRTUAL), kibibytes(usage.peakVirtual())),
        exact(usage.knows(Figure.PEAK_MEMORY), kibibytes(usage.peakMemory())),
        exact(usage.knows(Figure.MINOR_FAULTS), usage.minorFaults()),
        exact(usage.knows(Figure.MAJOR_FAULTS), usage.majorFaults()));
  }

  private void writeMemory(
      Optional<Long> virtual, Optional<Long> resident, Optional<Long> minor, Optional<Long> major) {
    json.numbers(
        "mem_info",
        null,
        virtual.orElse(null),
        null,
        resident.orElse(null),
        minor.orElse(null),
        major.orElse(null));
    json.number("mem.vsize", virtual);
    json.number("mem.rss", resident);
    json.number("mem.minflt", minor);
    json.number("mem.majflt", major);
  }

  /** The code of the signal that killed the program; the codes of other signals are not kept. */
  private static Long code(Run run) {
    return run.cause() instanceof Cause.Signalled death && death.code().isPresent()
        ? Long.valueOf(death.code().getAsInt())
        : null;
  }

  /** 0 is a 64-bit call, 1 a 32-bit one. */
  private static long mode(Syscall call) {
    return call.abi() == Abi.I386 || call.abi() == Abi.ARM ? 1 : 0;
  }

  private static OptionalInt orEmpty(Optional<Integer> number) {
    return number.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static long millis(Duration duration) {
    return duration.toMillis();
  }

  private static long kibibytes(ByteSize size) {
    return size.bytes() / KIBIBYTE;
  }
}
