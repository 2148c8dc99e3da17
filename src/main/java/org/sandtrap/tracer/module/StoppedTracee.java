package org.sandtrap.tracer.module;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.sandtrap.module.Tracee;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.ProcFile;
import org.sandtrap.tracer.binding.RawFiles;
import org.sandtrap.tracer.binding.Records;

/** A thread at a stop, as a module sees it. */
final class StoppedTracee implements Tracee {
  private static final int LARGEST = 1 << 24;

  /** What one look of the native side can reach. */
  private static final int PART = 1 << 14;

  private final long run;
  private final Thread tracer = Thread.currentThread();
  private final int pid;
  private final int tid;
  private final Optional<Syscall> call;
  private final long[] registers;
  private final long instructionPointer;
  private final long stackPointer;
  private boolean over;

  /**
   * The thread that a record is about.
   *
   * @param run the handle of the run
   * @param call the call that it makes, if the event is one
   * @param registers the arguments of that call
   */
  StoppedTracee(long run, Records records, Optional<Syscall> call, long[] registers) {
    this.run = run;
    this.pid = records.pid();
    this.tid = records.tid();
    this.call = call;
    this.registers = registers.clone();
    this.instructionPointer = records.instructionPointer();
    this.stackPointer = records.stackPointer();
  }

  /** The module has answered. */
  void end() {
    over = true;
  }

  private void require() {
    if (over || Thread.currentThread() != tracer) {
      throw new IllegalStateException(
          over
              ? "This Tracee was thread "
                  + tid
                  + " at a stop that is over: it runs again, and nothing of it holds still. Read"
                  + " what you need before the module answers."
              : "A Tracee may be used only by the thread that asks the module.");
    }
  }

  @Override
  public int pid() {
    return pid;
  }

  @Override
  public int tid() {
    return tid;
  }

  @Override
  public int parentPid() {
    require();
    return ProcFile.text("/proc/" + pid + "/status").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("PPid:"))
        .map(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(0);
  }

  @Override
  public Abi abi() {
    require();
    return call.map(Syscall::abi).orElseGet(this::ofProgram);
  }

  private Abi ofProgram() {
    Abi wide = System.getProperty("os.arch").equals("aarch64") ? Abi.AARCH64 : Abi.X86_64;
    byte[] file = ("/proc/" + pid + "/exe").getBytes(StandardCharsets.UTF_8);
    return wide == Abi.X86_64 && RawFiles.isOf32Bits(List.of(file)) ? Abi.I386 : wide;
  }

  @Override
  public List<String> commandLine() {
    require();
    String text = ProcFile.text("/proc/" + pid + "/cmdline").orElse("");
    return text.isEmpty() ? List.of() : List.of(text.substring(0, end(text)).split("\0", -1));
  }

  private static int end(String text) {
    return text.endsWith("\0") ? text.length() - 1 : text.length();
  }

  @Override
  public Optional<String> directory() {
    return link("cwd");
  }

  @Override
  public Optional<String> descriptor(int number) {
    return link("fd/" + number);
  }

  private Optional<String> link(String name) {
    require();
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + tid, name)).toString());
    } catch (IOException e) {
      return Optional.empty(); // it is closed, or another user's
    }
  }

  @Override
  public Map<Integer, String> descriptors() {
    require();
    Map<Integer, String> found = new TreeMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/" + tid, "fd"))) {
      for (Path one : all) {
        int number = Integer.parseInt(one.getFileName().toString());
        descriptor(number).ifPresent(target -> found.put(number, target));
      }
    } catch (IOException e) {
      return Map.of(); // another user's
    }
    return Collections.unmodifiableMap(found);
  }

  @Override
  public long argument(int index) {
    require();
    if (call.isEmpty()) {
      throw new IllegalStateException("This event is no call, and has no arguments.");
    }
    return registers[index];
  }

  @Override
  public OptionalLong argument(String name) {
    require();
    return call.flatMap(Signature::of).flatMap(it -> it.argument(name)).stream()
        .mapToLong(it -> registers[it.index()] & it.kind().mask(call.orElseThrow().abi()))
        .findFirst();
  }

  @Override
  public long instructionPointer() {
    return instructionPointer;
  }

  @Override
  public long stackPointer() {
    return stackPointer;
  }

  @Override
  public Optional<byte[]> read(long address, int length) {
    byte[] bytes = readSome(address, length);
    return bytes.length == length ? Optional.of(bytes) : Optional.empty();
  }

  @Override
  public Optional<String> readString(long address, int most) {
    byte[] bytes = readSome(address, most);
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return bytes.length == 0 && most > 0
        ? Optional.empty()
        : Optional.of(new String(bytes, 0, end, StandardCharsets.UTF_8));
  }

  /** As many bytes as can be read. */
  private byte[] readSome(long address, int length) {
    require();
    if (length < 0 || length > LARGEST) {
      throw new IllegalArgumentException(
          length + " bytes cannot be read at once. Expected 0 to " + LARGEST + ".");
    }
    byte[] all = new byte[length];
    byte[] part = new byte[Math.min(length, PART)];
    int done = 0;
    while (done < length) {
      int wanted = Math.min(PART, length - done);
      int got = LibTracer.st_peek(run, tid, address + done, part, wanted);
      if (got > 0) {
        System.arraycopy(part, 0, all, done, got);
        done += got;
      }
      if (got < wanted) {
        return Arrays.copyOf(all, done);
      }
    }
    return all;
  }

  @Override
  public boolean write(long address, byte[] bytes) {
    require();
    for (int done = 0; done < bytes.length; done += PART) {
      byte[] part = Arrays.copyOfRange(bytes, done, Math.min(bytes.length, done + PART));
      if (LibTracer.st_poke(run, tid, address + done, part, part.length) != part.length) {
        return false;
      }
    }
    return true;
  }
}
