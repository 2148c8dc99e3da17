package org.sandtrap.tracer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.Limit;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.tracer.binding.Stdio;
import org.sandtrap.tracer.stream.OutputFile;
import org.sandtrap.tracer.stream.OutputPipe;
import org.sandtrap.tracer.stream.Pump;
import org.sandtrap.tracer.stream.Sink;
import org.sandtrap.tracer.watch.Check;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.tracer.watch.RunHandle;

/**
 * The pipes, files and terminal that one run writes to, and the limit on what comes together there.
 * Pipes are drained up to the limit exactly. A file is the program's own, so that it may grow
 * beyond until somebody looks; in the end it is cut.
 */
final class RunOutputs implements OutputPipe.Owner {
  private final List<OutputPipe> pipes = new ArrayList<>(2);
  private final List<OutputFile> files = new ArrayList<>(2);
  private final OutputPipe.Budget budget;
  private final long limit;
  private final RunHandle run;
  private final long begun = System.nanoTime();
  private boolean attached;

  RunOutputs(RunSpec spec, Records records, RunHandle run) {
    this.run = run;
    limit = spec.limits().amount(Limit.OUTPUT).orElse(Long.MAX_VALUE);
    budget = new OutputPipe.Budget(limit);
    add(spec.plan().output(), records.pipe(1), spec.output());
    add(spec.plan().errors(), records.pipe(2), spec.errors());
    if (spec.typing().isPresent()) {
      add(spec.typing().get(), spec.output());
    }
  }

  private void add(Stdio stdio, int fd, Optional<Sink> sink) {
    if (stdio instanceof Stdio.OutputFile file) {
      files.add(new OutputFile(file.fd()));
    } else if (fd >= 0) {
      pipes.add(new OutputPipe(fd, sink.orElseThrow(), budget, this));
    }
  }

  private void add(Typing typing, Optional<Sink> sink) {
    int fd = typing.terminal().takeReadEnd();
    pipes.add(new OutputPipe(fd, sink.orElseThrow(), budget, this));
  }

  /** The check that files need; empty when there are none, or no limit. */
  Optional<Check> check() {
    return files.isEmpty() || limit == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new OutputFileCheck(this));
  }

  /** Looks at the files; answers how many bytes may still be written, below 0 if too many were. */
  long look() {
    long seen = budget.seen();
    for (OutputFile file : files) {
      seen += Math.min(file.size(), Long.MAX_VALUE - seen); // a sparse file may be that long
    }
    if (seen > limit) {
      outputExceeded(seen);
    }
    return limit - seen;
  }

  boolean waiting() {
    return !attached && !pipes.isEmpty();
  }

  /** From now on the pump drains the pipes while the program runs. */
  void attach() {
    attached = true;
    for (OutputPipe pipe : pipes) {
      Pump.SHARED.attach(pipe);
    }
  }

  /** Reads what is left and closes. */
  void finish() {
    for (OutputPipe pipe : pipes) {
      if (attached) {
        Pump.SHARED.detach(pipe);
      }
    }
    for (OutputPipe pipe : pipes) {
      pipe.finish();
    }
    if (!files.isEmpty()) {
      cut();
    }
  }

  /** Cuts what is too much: from standard error first, which is read less. */
  private void cut() {
    long over = -look();
    try {
      for (int i = files.size() - 1; i >= 0 && over > 0; i--) {
        over = files.get(i).shorten(over);
      }
    } catch (IOException e) {
      outputFailed(e);
    }
  }

  @Override
  public void outputExceeded(long seen) {
    Duration after = Duration.ofNanos(System.nanoTime() - begun);
    run.outputExceeded(seen, after);
  }

  @Override
  public void outputFailed(Throwable problem) {
    run.insist(new KillReason.Failed("output", problem));
  }
}
