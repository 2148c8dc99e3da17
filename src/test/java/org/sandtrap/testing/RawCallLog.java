package org.sandtrap.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Signature;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Trace;

/**
 * The calls of each thread of a run with their raw arguments and results, by strace(1) or by
 * Sandtrap, in the same form: addresses, ids, and what is documented to differ are masked.
 */
public final class RawCallLog {
  private static final Pattern WHOLE = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (.*)");
  private static final Pattern BEGUN =
      Pattern.compile("(\\d+) +(\\w+)\\((.*?),? *<unfinished \\.\\.\\.>");
  private static final Pattern RESUMED =
      Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)\\) += (.*)");

  /** The result of a call that a signal has interrupted and that goes on. */
  private static final String RESTARTED = "to be restarted";

  private static final long SMALLEST_ADDRESS = 0x10_0000;

  /** Whose results depend on the process around. */
  private static final Set<String> OF_OTHERS = Set.of("getppid", "getpgrp", "getpgid", "getsid");

  /**
   * Whose results are processes and threads: rt_sigreturn(2) has that of the call it goes back to.
   * Any other small number may be equal to an id.
   */
  private static final Set<String> RETURNING_IDS =
      Set.of("getpid", "gettid", "set_tid_address", "wait4", "setsid", "rt_sigreturn");

  /** Begins a process or thread; clone3(2) is not available under supervision. */
  private static final Set<String> CREATING = Set.of("clone", "clone3", "vfork", "fork");

  private final Map<Integer, List<Entry>> threads = new TreeMap<>();

  private RawCallLog() {}

  private record Entry(String name, List<Long> arguments, String result) {}

  /** Reads what {@code strace -f -e raw=all -o FILE} has written. */
  public static RawCallLog ofStrace(Path file) throws IOException {
    RawCallLog log = new RawCallLog();
    Map<Integer, String> begun = new HashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      Matcher whole = WHOLE.matcher(line);
      Matcher start = BEGUN.matcher(line);
      Matcher end = RESUMED.matcher(line);
      if (end.matches()) {
        int tid = Integer.parseInt(end.group(1));
        log.add(tid, end.group(2), begun.remove(tid), end.group(4));
      } else if (start.matches()) {
        begun.put(Integer.parseInt(start.group(1)), start.group(3));
      } else if (whole.matches()) {
        log.add(Integer.parseInt(whole.group(1)), whole.group(2), whole.group(3), whole.group(4));
      }
    }
    List<Entry> first = log.threads.values().iterator().next();
    if (first.get(0).name().equals("execve")) {
      first.remove(0); // by which strace starts the program
    }
    return log;
  }

  private void add(int tid, String name, String arguments, String result) {
    List<Long> numbers = new ArrayList<>();
    for (String argument : arguments.split(", *")) {
      if (!argument.isEmpty()) {
        numbers.add(Long.parseUnsignedLong(argument.replaceFirst("^0x", ""), 16));
      }
    }
    // Errors by name, other results in hexadecimal digits, and a question mark.
    Matcher error = Pattern.compile("-1 (E\\w+).*").matcher(result);
    String told = error.matches() ? error.group(1) : result.replaceFirst(" .*", "");
    told = result.matches("(\\?|-1) ERESTART.*") ? RESTARTED : told;
    threads.computeIfAbsent(tid, id -> new ArrayList<>()).add(new Entry(name, numbers, told));
  }

  /** The calls of a trace. */
  public static RawCallLog of(Trace trace) {
    RawCallLog log = new RawCallLog();
    for (Call call : trace.calls()) {
      String result = call.returned() ? "0x" + Long.toHexString(call.result().orElse(0)) : "?";
      if (call.result().orElse(-1) == 0) {
        result = "0";
      }
      if (call.failed()) {
        result = call.error().map(Enum::name).orElse(RESTARTED);
      }
      int count = Signature.of(call.syscall()).map(it -> it.arguments().size()).orElse(6);
      List<Long> arguments = call.registers().subList(0, count);
      log.threads
          .computeIfAbsent(call.tid(), id -> new ArrayList<>())
          .add(new Entry(call.name(), arguments, result));
    }
    return log;
  }

  /** The calls of each thread in their order, the threads in the order of their ids. */
  public List<List<String>> byThread() {
    List<Integer> ids = List.copyOf(threads.keySet());
    return threads.values().stream().map(entries -> lines(entries, ids)).toList();
  }

  /** All calls, sorted. */
  public List<String> sorted() {
    return byThread().stream().flatMap(List::stream).sorted().toList();
  }

  private static List<String> lines(List<Entry> entries, List<Integer> ids) {
    return entries.stream()
        .filter(entry -> !(entry.name().equals("clone3") && entry.result().equals("ENOSYS")))
        // How often a C library asks for the name of a file that does not exist is chance.
        .filter(entry -> !entry.name().equals("getrandom"))
        // A signal that is about to come lets it begin again.
        .filter(entry -> !CREATING.contains(entry.name()) || !entry.result().equals(RESTARTED))
        .map(entry -> line(entry, ids))
        .toList();
  }

  private static String line(Entry entry, List<Integer> ids) {
    String name = entry.name();
    if (CREATING.contains(name)) {
      return "create";
    }
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < entry.arguments().size(); i++) {
      long argument = entry.arguments().get(i);
      arguments.add(holdsId(name, i) ? idMasked(argument, ids) : masked(argument));
    }
    String result = entry.result();
    if (result.startsWith("0x")) {
      long number = Long.parseUnsignedLong(result.substring(2), 16);
      result = RETURNING_IDS.contains(name) ? idMasked(number, ids) : masked(number);
    }
    return name
        + arguments.stream().collect(Collectors.joining(", ", "(", ") = "))
        + (OF_OTHERS.contains(name) ? "*" : result);
  }

  private static boolean holdsId(String call, int argument) {
    // pthread_join(3) waits until the word that holds the id of the thread is another.
    return call.equals("futex") && argument == 2
        || Signature.of(Abi.X86_64, call)
            .filter(it -> argument < it.arguments().size())
            .filter(it -> it.arguments().get(argument).kind() == ArgumentKind.PID)
            .isPresent();
  }

  private static String idMasked(long number, List<Integer> ids) {
    int place = ids.indexOf((int) number);
    return place >= 0 && number == ids.get(place) ? "thread " + place : masked(number);
  }

  private static String masked(long number) {
    return Long.compareUnsigned(number, SMALLEST_ADDRESS) >= 0
        ? "address"
        : "0x" + Long.toHexString(number);
  }
}
