package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.assertion.Traced.python;
import static org.sandtrap.assertion.Traced.run;
import static org.sandtrap.assertion.Traced.traced;
import static org.sandtrap.assertion.Traced.tracedIn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.CallCount;
import org.sandtrap.trace.Trace;

/** What programs execute, connect to and call is told by the checks on their traces. */
class TraceAssertTests {
  @TempDir Path directory;

  private static void fails(ThrowingCallable check, String... parts) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
  }

  @Test
  void theCompilerExecutesItsParts() throws IOException {
    Files.writeString(directory.resolve("a.c"), "int main(void) { return 0; }\n");
    Trace trace = tracedIn(directory, "gcc", "-c", "a.c");
    assertThat(trace)
        .executed("gcc")
        .executed("cc1")
        .executed("/**/cc1")
        .executed("cc?")
        .wrote(directory + "/a.o")
        .connectedToNobody();
    fails(() -> assertThat(trace).executed("ld"), "to execute ld, but it executed ", "/cc1, ");
    fails(
        () -> assertThat(trace).executedNothing(),
        "to execute no other program, but it executed /",
        "/cc1, /",
        "as.",
        "execve(\"/");
  }

  @Test
  void aScriptIsExecutedByItsInterpreter() throws IOException {
    Path script = Files.writeString(directory.resolve("script"), "#!/bin/sh\n:\n");
    script.toFile().setExecutable(true);
    Trace trace = traced("sh", "-c", script + "; :");
    assertThat(trace).executed("script").executed(script.toString()).executed("sh");
  }

  /** The first program as well, whose call is before the trace. */
  @Test
  void aScriptIsTheFirstProgram() throws IOException {
    Path script = Files.writeString(directory.resolve("script.sh"), "#!/bin/sh -e\n:\n");
    script.toFile().setExecutable(true);
    for (Trace trace :
        new Trace[] {
          traced(script.toString()),
          Sandbox.create().withTrace("%network").run(script.toString()).trace(),
        }) {
      assertThat(trace)
          .executed("script.sh")
          .executed("**/script.sh")
          .executed("sh")
          .executedNothing();
      assertThat(trace).executed(script.toString());
      fails(() -> assertThat(trace).executed("script"), "it executed /");
    }
    fails(
        () -> assertThat(traced("/bin/sh", script.toString())).executed("script.sh"),
        "to execute script.sh, but it executed /");
  }

  @Test
  void aScriptThatAnotherProgramRunsIsSeenWithoutItsCall() throws IOException {
    Path script = Files.writeString(directory.resolve("script.sh"), "#!/usr/bin/env sh\n:\n");
    script.toFile().setExecutable(true);
    Sandbox sandbox = Sandbox.create().withTrace("%network").withDirectory(directory);
    Trace trace = sandbox.run("sh", "-c", "./script.sh; :").trace();
    assertThat(trace).executed("script.sh").executed(script.toString()).executed("env");
  }

  @Test
  void oneProgramExecutesNothingElse() {
    assertThat(traced("true")).executedNothing().executed("true");
    assertThat(traced("sh", "-c", "echo; echo")).executedNothing();
  }

  @Test
  void aConnectionIsSeen() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = server.getLocalPort();
      Trace trace =
          python(
              directory,
              "import socket; s = socket.socket(); s.connect(('127.0.0.1', " + port + "))");
      assertThat(trace).connectedTo("127.0.0.1:" + port).connectedTo("127.0.0.1:*");
      fails(
          () -> assertThat(trace).connectedTo("127.0.0.1:1"),
          "to connect to 127.0.0.1:1, but it connected to 127.0.0.1:" + port + ".");
      fails(
          () -> assertThat(trace).connectedToNobody(),
          "to connect to nobody, but it connected to 127.0.0.1:" + port + ".",
          "-> connect(");
    }
  }

  @Test
  void aDatagramReachesSomebodyAndAnAttemptNobody() {
    Trace sent =
        python(
            directory,
            "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
                + ".sendto(b'x', ('127.0.0.1', 9))");
    assertThat(sent).connectedTo("127.0.0.1:9");
    fails(() -> assertThat(sent).connectedToNobody(), "it connected to 127.0.0.1:9", "-> sendto(");
    Trace refused =
        python(directory, "import socket; socket.socket(socket.AF_UNIX).connect_ex('nobody')");
    assertThat(refused).connectedToNobody();
    Trace tried = python(directory, "import socket; socket.socket().connect_ex(('127.0.0.1', 1))");
    fails(
        () -> assertThat(tried).connectedToNobody(),
        "it tried to connect to 127.0.0.1:1",
        "-> connect(");
  }

  @Test
  void callsAreMadeOrNot() {
    Trace trace = traced("cat", "/etc/passwd");
    assertThat(trace)
        .madeCalls("open", "write(fd=1)")
        .madeCalls("%file")
        .madeNoCall("%network", "fork")
        .inOrder("open", "read", "write", "close", "exit");
    fails(() -> assertThat(trace).madeCalls("open", "socket"), "to call socket, but it made no");
    fails(
        () -> assertThat(trace).madeNoCall("%network", "write(fd=1)"),
        "not to call %network or write(fd=1), but it called write.",
        "-> write(1, ");
    assertThatThrownBy(() -> assertThat(trace).madeNoCall("opne"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> assertThat(trace).calls("opne"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theOrderCounts() {
    Trace trace =
        python(
            directory,
            "import os; f = os.open('n', os.O_WRONLY | os.O_CREAT); os.write(f, b'x');"
                + " os.rename('n', 'm'); os.fsync(f)");
    assertThat(trace).inOrder("open(flags&O_CREAT)", "write", "rename", "fsync");
    fails(
        () -> assertThat(trace).inOrder("write", "fsync", "rename"),
        "to call in this order write, fsync, rename, but no rename that succeeded followed this.",
        "-> fsync(");
    fails(
        () -> assertThat(trace).inOrder("socket", "write"),
        "but it called no socket that succeeded.");
  }

  @Test
  void someCallsAreAListOfTheirOwn() {
    Trace trace = traced("cat", "/etc/passwd");
    assertThat(trace).calls("%file").hasSizeLessThan(100).extracting(Call::name).contains("openat");
    assertThat(trace).calls("read").succeeded().isNotEmpty();
    assertThat(trace).calls().hasSizeGreaterThan(10);
    assertThat(trace).counts().extracting(CallCount::name).contains("openat");
    fails(() -> assertThat(trace).calls("%file").hasSizeLessThan(2), "[calls of %file]");
    fails(
        () -> assertThat(trace).calls("read").failed(),
        "[calls of read] Expected all calls to fail, but this one did not fail:",
        "\n-> read(3, ");
    fails(
        () -> assertThat(trace).calls("socket").succeeded(),
        "[calls of socket] Expected all calls to succeed, but there was none.");
  }

  @Test
  void callsThatFailDoSoWithAnError() {
    Trace trace = run("rmdir", directory + "/none").trace();
    assertThat(trace).calls("rmdir").failed().failedWith(Errno.ENOENT);
    fails(
        () -> assertThat(trace).calls("rmdir").failedWith(Errno.EACCES),
        "to fail with EACCES, but this one did not fail so:",
        "ENOENT");
    fails(() -> assertThat(trace).calls("rmdir").succeeded(), "this one did not succeed:");
    assertThat(trace).calls("rmdir").thatFailed().hasSize(1);
    assertThat(trace).calls("rmdir").thatSucceeded().isEmpty();
  }

  @Test
  void theCallsOfOneProcessCanBeLookedAt() {
    Run run = run("sh", "-c", "cat /etc/passwd; :");
    Trace trace = run.trace();
    assertThat(trace).calls("write").isNotEmpty();
    assertThat(trace).calls("write").ofProcess(run.pid()).isEmpty();
    assertThat(trace).calls("write").ofThread(run.pid()).isEmpty();
    assertThat(trace).calls("fork").ofProcess(run.pid()).succeeded().hasSize(1);
    fails(() -> assertThat(trace).calls("write").ofProcess(run.pid()).succeeded(), "was none");
  }

  @Test
  void anInterruptedCallIsTriedAgain() {
    Trace trace =
        python(
            directory,
            "import signal, os\n"
                + "signal.signal(signal.SIGALRM, lambda *any: os.write(w, b'x'))\n"
                + "r, w = os.pipe()\n"
                + "signal.setitimer(signal.ITIMER_REAL, 0.1)\n"
                + "os.read(r, 1)\n");
    assertThat(trace).retriedOn(Errno.EINTR);
    fails(() -> assertThat(trace).retriedOn(Errno.EXDEV), "but no call failed with EXDEV.");
    fails(
        () -> assertThat(run("rmdir", directory + "/none").trace()).retriedOn(Errno.ENOENT),
        "to try again after ENOENT, but it did not call ");
  }

  @Test
  void whatWasDroppedIsNotTakenForNothing() {
    Trace trace =
        Sandbox.create()
            .withTrace()
            .withTraceLimit(20)
            .run("sh", "-c", "cat /etc/passwd; rm -f none")
            .trace();
    assertThat(trace).executed("sh").madeCalls("mmap");
    for (ThrowingCallable check :
        new ThrowingCallable[] {
          () -> assertThat(trace).deletedNothing(),
          () -> assertThat(trace).didNotOpen("/none"),
          () -> assertThat(trace).wroteOnlyBelow("/"),
          () -> assertThat(trace).executedNothing(),
          () -> assertThat(trace).connectedToNobody(),
          () -> assertThat(trace).madeNoCall("socket"),
          () -> assertThat(trace).closedAllItOpened(),
          () -> assertThat(trace).calls("read"),
          () -> assertThat(trace).opened("/none"),
        }) {
      fails(
          check,
          "but the trace cannot tell: the last ",
          " of its events were dropped, as it may keep no more than 20; raise that bound with"
              + " withTraceLimit.");
    }
  }

  @Test
  void whatWasNotTracedIsNotTakenForNothing() {
    Trace trace = Sandbox.create().withTrace("%network", "read").run("cat", "/etc/passwd").trace();
    assertThat(trace).madeNoCall("%network").connectedToNobody().executedNothing().read("/etc/**");
    fails(
        () -> assertThat(trace).deletedNothing(),
        "to delete nothing, but the trace cannot tell: it has only these calls: %network, read, and"
            + " this check must also see rmdir, unlink, unlinkat; trace these too, or all calls.");
    fails(() -> assertThat(trace).opened("/etc/passwd"), "must also see creat, open, ");
    fails(() -> assertThat(trace).madeNoCall("%file"), " more; trace these too");
    fails(() -> assertThat(trace).calls("write"), "must also see pwrite64, ");
    fails(() -> assertThat(trace).closedAllItOpened(), "the trace cannot tell");
    Trace opening = Sandbox.create().withTrace("open").run("cat", "/etc/passwd").trace();
    fails(() -> assertThat(opening).closedAllItOpened(), "the trace cannot tell", "must also see");
    assertThat(trace).calls("read(fd=3)").isNotEmpty();
  }

  @Test
  void executionsAreSeenWhicheverCallsAreTraced() {
    Trace trace = Sandbox.create().withTrace("%network").run("sh", "-c", "ls /; :").trace();
    assertThat(trace).executed("ls").executed("sh");
    fails(
        () -> assertThat(trace).executedNothing(), "it executed /", "/ls.", "-> +++ executes \"/");
  }
}
