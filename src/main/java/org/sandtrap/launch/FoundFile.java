package org.sandtrap.launch;

import org.sandtrap.tracer.binding.EntryFacts;

/**
 * A file, directory or other entry that was found in a private directory after a run.
 *
 * @param path its path in the directory, any bytes but zero
 * @param facts its kind, permissions and size
 * @param content what was in it; empty where it was not read
 * @param problem why it was not read, as a clause; empty when it was
 */
public record FoundFile(byte[] path, EntryFacts facts, byte[] content, String problem) {
  /** Whether its content is known. */
  public boolean isRead() {
    return problem.isEmpty();
  }
}
