package org.sandtrap.policy;

import org.sandtrap.trace.SocketAddress;

/**
 * A look at what a held call leads to, for rules that ask for paths, addresses or processes. It is
 * taken when a rule asks, and once.
 */
public interface Look {
  /** The look that sees nothing: everything may be there. */
  Look NOTHING =
      new Look() {
        @Override
        public Seen<String> paths() {
          return Seen.nothing();
        }

        @Override
        public Seen<SocketAddress> addresses() {
          return Seen.nothing();
        }

        @Override
        public Seen<NamedProcess> processes() {
          return Seen.nothing();
        }
      };

  /** The paths that the call names, absolute and normal, as the program's root has them. */
  Seen<String> paths();

  /** The addresses that a socket is bound, connected or sent to. */
  Seen<SocketAddress> addresses();

  /** The processes, threads and groups that the call names. */
  Seen<NamedProcess> processes();
}
