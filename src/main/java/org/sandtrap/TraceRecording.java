package org.sandtrap;

import org.sandtrap.syscall.CallSelection;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.store.TraceStore;

/** A recording of what one run does, as far as that was asked for. */
final class TraceRecording {
  private final TraceStore store;
  private final CallSelection selection;
  private final CallerNames names;

  TraceRecording(TraceStore store, CallSelection selection) {
    this.store = store;
    this.selection = selection;
    this.names = new CallerNames(store);
  }

  TraceStore store() {
    return store;
  }

  /** The trace of what it has by now. */
  Trace trace() {
    return Trace.of(store, selection, names);
  }

  /** The trace of all, when nothing is recorded any more. */
  Trace finish() {
    store.close();
    names.keep();
    return trace();
  }
}
