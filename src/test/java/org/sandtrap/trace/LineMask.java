package org.sandtrap.trace;

import java.util.List;
import java.util.regex.Pattern;

/** A mask over what differs between two runs of one program: addresses, processes, times. */
final class LineMask {
  /** Calls all of whose numbers differ between two runs. */
  private static final List<String> CHANGING =
      List.of(
          "clone",
          "clone3",
          "fork",
          "vfork",
          "wait4",
          "waitpid",
          "waitid",
          "getpid",
          "getppid",
          "gettid",
          "getpgid",
          "getpgrp",
          "set_tid_address",
          "kill",
          "tgkill",
          "sysinfo",
          "statfs",
          "fstatfs",
          "statfs64",
          "fstatfs64",
          "times",
          "prlimit64",
          "ugetrlimit",
          "getsockname",
          "getdents64",
          "rt_sigreturn");

  /** What is written in another way with intent, or is not followed here. */
  private static final List<Pattern> DIFFERENT =
      List.of(
          Pattern.compile("rt_sigreturn\\(.*"), // the mask is in the frame on the stack
          Pattern.compile("(sys)?call[_ ].*|syscall .*"), // a number that Linux does not know
          Pattern.compile("socketcall\\(.*"), // strace has the names of the calls in it
          Pattern.compile("set_thread_area\\(.*"),
          Pattern.compile("mmap2\\(.*, \\d+, .*"), // strace multiplies the offset by the page size
          Pattern.compile("prctl\\(PR_GET_DUMPABLE.*"), // strace names the result
          Pattern.compile("recvmsg\\(.* EAGAIN .*")); // strace still has the length of the name

  private LineMask() {}

  /** Whether a line is not compared. */
  static boolean isDifferent(String line) {
    return DIFFERENT.stream().anyMatch(pattern -> pattern.matcher(line).matches());
  }

  /** The line without what differs. */
  static String of(String line) {
    String text =
        line.replaceFirst("\\) +(= )", ") $1")
            .replaceAll("0x[0-9a-f]{5,}", "ADDRESS")
            .replaceAll(" /\\* [^*]* \\*/", "") // entries, variables, dates
            .replaceAll("tv_(sec|nsec|usec)=-?\\d+", "tv_$1=T")
            .replaceAll("(getrandom\\()\".*\"", "$1BYTES")
            .replaceAll("/cc\\w{6}\\.", "/cc.")
            .replaceAll("htons\\(\\d{4,}\\)", "htons(PORT)") // the kernel picked it
            .replaceAll("u64=\\d+", "u64=N")
            .replaceAll("WSTOPPED", "WUNTRACED") // the same number
            .replaceAll("\\[QUIT]", "[]"); // blocked in the JVM's threads
    text = realTime(text);
    return CHANGING.contains(text.split("\\(", 2)[0])
        ? text.replaceAll("\\d+(\\*1024)?", "N")
        : text;
  }

  /** The kernel's numbers for real-time signals begin two before those of the C library. */
  private static String realTime(String text) {
    String named = text.replaceAll("\\bRTMIN RT_1\\b", "32 33");
    return Pattern.compile("\\bSIGRT_(\\d+)")
        .matcher(named)
        .replaceAll(
            match -> {
              int number = Integer.parseInt(match.group(1)) - 2;
              return number == 0 ? "SIGRTMIN" : "SIGRTMIN+" + number;
            });
  }
}
