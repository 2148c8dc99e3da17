package org.sandtrap;

import java.time.Duration;
import java.util.Optional;
import org.sandtrap.limit.Limits;

/** Everything a sandbox can be told. */
record Settings(
    Limits limits,
    Input stdin,
    Output stdout,
    Output stderr,
    boolean merge,
    Optional<byte[]> directory,
    Environment environment,
    Leftovers leftovers,
    Optional<ShutdownSignal> shutdown,
    Optional<Duration> sampling) {
  static final Settings DEFAULT =
      new Settings(
          Limits.defaults(),
          new Input.Nothing(),
          Output.capture(),
          Output.capture(),
          false,
          Optional.empty(),
          Environment.DEFAULT,
          Leftovers.KILL,
          Optional.empty(),
          Optional.empty());

  /** Where the program starts, unless that is {@code current}, the JVM's working directory. */
  Optional<byte[]> directory(byte[] current) {
    return directory.map(path -> Command.absolute(path, current));
  }

  Settings with(Limits other) {
    return new Settings(
        other, stdin, stdout, stderr, merge, directory, environment, leftovers, shutdown, sampling);
  }

  Settings with(Input other) {
    return new Settings(
        limits,
        other,
        stdout,
        stderr,
        merge,
        directory,
        environment,
        leftovers,
        shutdown,
        sampling);
  }

  Settings withStdout(Output other) {
    return new Settings(
        limits, stdin, other, stderr, merge, directory, environment, leftovers, shutdown, sampling);
  }

  Settings withStderr(Output other) {
    return new Settings(
        limits, stdin, stdout, other, false, directory, environment, leftovers, shutdown, sampling);
  }

  Settings merged() {
    return new Settings(
        limits, stdin, stdout, stderr, true, directory, environment, leftovers, shutdown, sampling);
  }

  Settings withDirectory(byte[] other) {
    return new Settings(
        limits,
        stdin,
        stdout,
        stderr,
        merge,
        Optional.of(other),
        environment,
        leftovers,
        shutdown,
        sampling);
  }

  Settings with(Environment other) {
    return new Settings(
        limits, stdin, stdout, stderr, merge, directory, other, leftovers, shutdown, sampling);
  }

  Settings with(Leftovers other) {
    return new Settings(
        limits, stdin, stdout, stderr, merge, directory, environment, other, shutdown, sampling);
  }

  Settings with(ShutdownSignal other) {
    return new Settings(
        limits,
        stdin,
        stdout,
        stderr,
        merge,
        directory,
        environment,
        leftovers,
        Optional.of(other),
        sampling);
  }

  Settings sampledEvery(Duration interval) {
    return new Settings(
        limits,
        stdin,
        stdout,
        stderr,
        merge,
        directory,
        environment,
        leftovers,
        shutdown,
        Optional.of(interval));
  }
}
