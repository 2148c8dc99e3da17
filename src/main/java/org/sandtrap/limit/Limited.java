package org.sandtrap.limit;

import java.time.Duration;

/**
 * A holder of limits: {@link Limits} themselves, and a sandbox. Every {@code with…} answers a
 * changed copy. Values are given as objects or as texts, which {@link Limits#with(Limit, String)}
 * reads; {@code "unlimited"} takes a limit away. A value that makes no sense is an {@link
 * IllegalArgumentException} that names the limit, the value and what is expected.
 *
 * @param <S> what every {@code with…} answers
 */
public interface Limited<S> {
  /** The limits. */
  Limits limits();

  /** Sets all limits. */
  S withLimits(Limits limits);

  /** Limits the CPU time of all processes and threads together, in user mode and in the kernel. */
  default S withCpu(Duration cpu) {
    return withLimits(limits().with(Limit.CPU, cpu));
  }

  /** The same as a text: {@code "1s"}, {@code "unlimited"}. */
  default S withCpu(String cpu) {
    return withLimits(limits().with(Limit.CPU, cpu));
  }

  /** Limits the time on the clock. */
  default S withWall(Duration wall) {
    return withLimits(limits().with(Limit.WALL, wall));
  }

  /** The same as a text: {@code "2s"}, {@code "unlimited"}. */
  default S withWall(String wall) {
    return withLimits(limits().with(Limit.WALL, wall));
  }

  /**
   * Limits the time on the clock in which nothing is done: no process uses the CPU or waits for
   * storage.
   */
  default S withIdle(Duration idle) {
    return withLimits(limits().with(Limit.IDLE, idle));
  }

  /** The same as a text: {@code "500ms"}, {@code "unlimited"}. */
  default S withIdle(String idle) {
    return withLimits(limits().with(Limit.IDLE, idle));
  }

  /** Limits the memory that is resident, of all processes together. */
  default S withMemory(ByteSize memory) {
    return withLimits(limits().with(Limit.MEMORY, memory));
  }

  /** The same as a text: {@code "64MiB"}, {@code "unlimited"}. */
  default S withMemory(String memory) {
    return withLimits(limits().with(Limit.MEMORY, memory));
  }

  /**
   * Limits the address space of each process, reserved or used; calls beyond it fail with ENOMEM,
   * and the program goes on.
   */
  default S withAddressSpace(ByteSize addressSpace) {
    return withLimits(limits().with(Limit.ADDRESS_SPACE, addressSpace));
  }

  /** The same as a text: {@code "1GiB"}, {@code "unlimited"}. */
  default S withAddressSpace(String addressSpace) {
    return withLimits(limits().with(Limit.ADDRESS_SPACE, addressSpace));
  }

  /**
   * Limits the stack of each process's first thread; growing beyond it is a SIGSEGV. Where nothing
   * is said the limit is this JVM's.
   */
  default S withStack(ByteSize stack) {
    return withLimits(limits().with(Limit.STACK, stack));
  }

  /**
   * The same as a text: {@code "256KiB"}; {@code "unlimited"} is no limit at all, which a program
   * is not started with where the hard limit of this JVM forbids it.
   */
  default S withStack(String stack) {
    return withLimits(limits().with(Limit.STACK, stack));
  }

  /**
   * Limits what is written to standard output and standard error together, unless it is discarded;
   * 0 forbids every byte.
   */
  default S withOutput(ByteSize output) {
    return withLimits(limits().with(Limit.OUTPUT, output));
  }

  /** The same as a text: {@code "64KiB"}, {@code "unlimited"}. */
  default S withOutput(String output) {
    return withLimits(limits().with(Limit.OUTPUT, output));
  }

  /** Limits the size of each file that is written; it is cut exactly there. */
  default S withFileSize(ByteSize fileSize) {
    return withLimits(limits().with(Limit.FILE_SIZE, fileSize));
  }

  /** The same as a text: {@code "1MB"}, {@code "unlimited"}. */
  default S withFileSize(String fileSize) {
    return withLimits(limits().with(Limit.FILE_SIZE, fileSize));
  }

  /** Limits the disk space of everything in the private directory, the one {@code TMPDIR} names. */
  default S withDisk(ByteSize disk) {
    return withLimits(limits().with(Limit.DISK, disk));
  }

  /** The same as a text: {@code "10MB"}, {@code "unlimited"}. */
  default S withDisk(String disk) {
    return withLimits(limits().with(Limit.DISK, disk));
  }

  /**
   * Limits how many files and directories the private directory has, the one {@code TMPDIR} names.
   */
  default S withFiles(long files) {
    return withLimits(limits().with(Limit.FILES, files));
  }

  /** The same as a text: {@code "100"}, {@code "unlimited"}. */
  default S withFiles(String files) {
    return withLimits(limits().with(Limit.FILES, files));
  }

  /**
   * Limits how many processes are alive at once, the main process included, and those that ended
   * and were not waited for.
   */
  default S withProcesses(long processes) {
    return withLimits(limits().with(Limit.PROCESSES, processes));
  }

  /** The same as a text: {@code "4"}, {@code "unlimited"}. */
  default S withProcesses(String processes) {
    return withLimits(limits().with(Limit.PROCESSES, processes));
  }

  /**
   * Limits how many threads are alive at once in all processes, the first of each included; calls
   * beyond it fail with EAGAIN, and the program goes on.
   */
  default S withThreads(long threads) {
    return withLimits(limits().with(Limit.THREADS, threads));
  }

  /** The same as a text: {@code "8"}, {@code "unlimited"}. */
  default S withThreads(String threads) {
    return withLimits(limits().with(Limit.THREADS, threads));
  }

  /**
   * Limits how many descriptors each process may have open; calls beyond it fail with EMFILE, and
   * the program goes on.
   */
  default S withOpenFiles(long openFiles) {
    return withLimits(limits().with(Limit.OPEN_FILES, openFiles));
  }

  /** The same as a text: {@code "64"}, {@code "unlimited"}. */
  default S withOpenFiles(String openFiles) {
    return withLimits(limits().with(Limit.OPEN_FILES, openFiles));
  }
}
