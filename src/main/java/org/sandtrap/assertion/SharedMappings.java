package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.List;
import org.sandtrap.syscall.Abi;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.ThreadStart;
import org.sandtrap.trace.Trace;

/**
 * Mappings of files into memory, shared and not to be written at first: mprotect(2) can change
 * that, and does not name the file. The kernel lets it only where the file was opened for writing.
 */
final class SharedMappings {
  private static final long PAGE = 4096;

  private final List<Mapping> mappings = new ArrayList<>();
  private final List<FileDeed> changed = new ArrayList<>();

  private SharedMappings() {}

  /** A part of a process's memory that is a file's. */
  private record Mapping(int pid, Range range, FileDeed deed) {}

  /** A range of addresses, in whole pages. */
  private record Range(long start, long end) {
    static Range of(long start, long length) {
      return new Range(start, (start + length + PAGE - 1) / PAGE * PAGE);
    }

    static Range of(Call call, String start, String length) {
      return of(register(call, start), register(call, length));
    }

    /** What a call returned the address of. */
    static Range ofResult(Call call, String length) {
      long address = call.result().orElse(0);
      boolean narrow = call.abi() == Abi.I386;
      return of(narrow ? Integer.toUnsignedLong((int) address) : address, register(call, length));
    }

    private static long register(Call call, String argument) {
      return CallValues.register(call, argument).orElse(0);
    }

    boolean overlaps(Range other) {
      return start < other.end && other.start < end;
    }

    boolean covers(Range other) {
      return start <= other.start && other.end <= end;
    }
  }

  /** The files that can be written in memory since a call that does not name them. */
  static List<FileDeed> changed(Trace trace) {
    SharedMappings all = new SharedMappings();
    trace.events().forEach(all::take);
    return all.changed;
  }

  private void take(Event event) {
    if (event instanceof Exec exec) {
      mappings.removeIf(one -> one.pid() == exec.pid());
    } else if (event instanceof ThreadStart start && start.isProcess()) {
      inherit(start);
    } else if (event instanceof Call call && call.succeeded()) {
      take(call);
    }
  }

  /** A process has the mappings of the one that made it. */
  private void inherit(ThreadStart start) {
    List<Mapping> own =
        mappings.stream()
            .filter(one -> one.pid() == start.parentPid())
            .map(one -> new Mapping(start.pid(), one.range(), one.deed()))
            .toList();
    mappings.addAll(own);
  }

  private void take(Call call) {
    switch (call.name()) {
      case "mmap", "mmap2" -> map(call);
      case "munmap" -> remove(call, Range.of(call, "addr", "length"));
      case "mremap" -> move(call);
      case "mprotect", "pkey_mprotect" -> protect(call);
      default -> {}
    }
  }

  private void map(Call call) {
    Range range = Range.ofResult(call, "length");
    remove(call, range);
    FileDeeds.mapped(call)
        .filter(deed -> CallValues.has(call, "flags", "MAP_SHARED"))
        .filter(deed -> !CallValues.has(call, "prot", "PROT_WRITE"))
        .ifPresent(deed -> mappings.add(new Mapping(call.pid(), range, deed)));
  }

  /** What is covered only in part stays whole: too much is better here than too little. */
  private void remove(Call call, Range range) {
    mappings.removeIf(one -> one.pid() == call.pid() && range.covers(one.range()));
  }

  private void move(Call call) {
    long address = CallValues.register(call, "old_address").orElse(0);
    Range range = Range.ofResult(call, "new_size");
    // With an old size of 0 a second mapping is made beside the first: the first one stays.
    at(call, Range.of(address, 1))
        .forEach(one -> mappings.add(new Mapping(one.pid(), range, one.deed())));
  }

  private List<Mapping> at(Call call, Range range) {
    return mappings.stream()
        .filter(one -> one.pid() == call.pid() && one.range().overlaps(range))
        .toList();
  }

  private void protect(Call call) {
    if (CallValues.has(call, "prot", "PROT_WRITE")) {
      at(call, Range.of(call, "addr", "len")).stream()
          .map(one -> new FileDeed(call, one.deed().names()))
          .distinct()
          .forEach(changed::add);
    }
  }
}
