package org.sandtrap.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Marker;

/** Rows 37 to 45: attacks on files, processes and servers outside of the run. */
final class OutsideAttacks {
  private static final String TRIES = "5000";

  /** What attack_supervisor tries that would harm this JVM, were it to succeed, is left out. */
  private static final String[] HARMLESS = {
    "kill",
    "kill_wide",
    "kill_all",
    "tkill",
    "tgkill",
    "sigqueue",
    "tgsigqueue",
    "pidfd_open",
    "pidfd_signal",
    "proc_signal",
    "pidfd_getfd",
    "process_madvise",
    "vm_readv",
    "vm_writev",
    "kcmp",
    "prlimit_read",
    "prlimit_set",
    "setaffinity",
    "setpriority",
    "ioprio",
    "migrate_pages",
    "move_pages",
    "robust_list",
    "setown",
    "setown_group",
    "setown_ex",
    "fiosetown",
    "siocspgrp",
    "sched_core",
    "session_to_parent",
    "perf"
  };

  /** To find that somebody is no thread of this process. */
  private static final Set<String> WITHOUT_EFFECT = Set.of("tgkill_mixed");

  static final List<Attack> ALL =
      Stream.of(races(), List.of(addresses()), files(), processes(), privileges(), others())
          .flatMap(List::stream)
          .toList();

  private OutsideAttacks() {}

  private static Sandbox reading(Sandbox sandbox, Victim victim) {
    return sandbox.withReadable(victim.open());
  }

  private static List<Attack> races() {
    return Stream.of("37 thread", "37 process", "37 how", "38 link", "38 directory")
        .map(text -> text.split(" "))
        .map(
            text ->
                new Attack(
                    Integer.parseInt(text[0]),
                    "path_races " + text[1],
                    Mode.ENFORCED,
                    (sandbox, victim) -> {
                      List<String> counts =
                          Attempts.of(
                              reading(sandbox, victim),
                              "path_races",
                              text[1],
                              TRIES,
                              victim.open().resolve("file"),
                              victim.secret());
                      assertThat(counts).singleElement().asString().matches("\\d+ 0");
                    }))
        .toList();
  }

  /** Of local sockets; where there are no namespaces, a look at the address is all there is. */
  private static Attack addresses() {
    return new Attack(
        37,
        "address_race",
        EnumSet.of(Mode.NAMESPACES),
        (sandbox, victim) ->
            assertThat(Attempts.of(sandbox, "address_race", TRIES, victim.socket()))
                .singleElement()
                .asString()
                .matches("own \\d+ other 0"));
  }

  private static List<Attack> files() {
    return List.of(
        new Attack(
            38,
            "path_tricks",
            Mode.UNTRUSTED,
            (sandbox, victim) ->
                Attempts.fail(
                    Set.of(),
                    Attempts.of(
                        reading(sandbox, victim), "path_tricks", victim.secret(), victim.open()))),
        new Attack(
            39,
            "proc_tricks on this JVM",
            Mode.UNTRUSTED,
            (sandbox, victim) ->
                Attempts.fail(
                    Set.of("own_text"),
                    Attempts.of(sandbox, "proc_tricks", victim.jvm(), victim.secret()))),
        new Attack(
            39,
            "proc_tricks on another run",
            Mode.UNTRUSTED,
            (sandbox, victim) ->
                Attempts.fail(
                    Set.of("own_text"),
                    Attempts.of(sandbox, "proc_tricks", victim.sibling(), victim.secret()))));
  }

  private static List<Attack> processes() {
    return List.of(
        new Attack(
            40,
            "attack_supervisor on this JVM",
            Mode.UNTRUSTED,
            (sandbox, victim) ->
                Attempts.fail(
                    Set.of(),
                    Attempts.of(
                        sandbox,
                        "attack_supervisor",
                        Stream.concat(Stream.of(victim.jvm()), Stream.of(HARMLESS)).toArray()))),
        new Attack(
            40,
            "attack_supervisor on another run",
            Mode.UNTRUSTED,
            (sandbox, victim) ->
                Attempts.fail(
                    WITHOUT_EFFECT, Attempts.of(sandbox, "attack_supervisor", victim.sibling()))),
        new Attack(
            40,
            "attack_supervisor on the first process of its namespace",
            EnumSet.of(Mode.NAMESPACES),
            (sandbox, victim) ->
                Attempts.fail(WITHOUT_EFFECT, Attempts.of(sandbox, "attack_supervisor", 1))),
        new Attack(
            40,
            "death_signal",
            Mode.ALL,
            (sandbox, victim) ->
                assertThat(Attempts.of(sandbox, "death_signal", 9)).containsOnly("asked ok")));
  }

  private static List<Attack> privileges() {
    return List.of(
        new Attack(
            41,
            "raise_limits",
            Mode.ALL,
            (sandbox, victim) ->
                assertThat(
                        Attempts.of(
                            sandbox.withOpenFiles(50).withStack("1MiB").withFileSize("1MB"),
                            "raise_limits"))
                    .contains("nofile setrlimit EPERM", "stack prlimit EPERM", "fsize child EPERM")
                    .noneMatch(line -> line.endsWith(" raised"))),
        new Attack(
            41,
            "gain_privileges",
            Mode.UNTRUSTED,
            (sandbox, victim) -> Attempts.fail(Set.of(), Attempts.of(sandbox, "gain_privileges"))),
        new Attack(
            42,
            "exec_tricks",
            Mode.UNTRUSTED,
            (sandbox, victim) ->
                assertThat(Attempts.of(sandbox, "exec_tricks", victim.secret()))
                    .hasSizeGreaterThanOrEqualTo(7)
                    .anyMatch(line -> line.startsWith("plain E"))
                    .noneMatch(line -> line.contains(" ok ") || line.contains("gained"))
                    .noneMatch(line -> line.contains("secret"))));
  }

  private static List<Attack> others() {
    return List.of(
        new Attack(
            43,
            "fd_env_leak",
            Mode.ALL,
            (sandbox, victim) ->
                assertThat(
                        Attempts.of(
                            sandbox,
                            "fd_env_leak",
                            "PATH",
                            "LANG",
                            "TZ",
                            "HOME",
                            "TMPDIR",
                            "ASAN_OPTIONS",
                            "LSAN_OPTIONS",
                            Marker.fresh().variable().split("=")[0]))
                    .containsExactly("leaks 0")),
        new Attack(
            44,
            "network",
            Mode.UNTRUSTED,
            (sandbox, victim) ->
                Attempts.fail(
                    Set.of(),
                    Attempts.of(
                        sandbox,
                        "network",
                        victim.port(),
                        victim.abstractName(),
                        victim.socket()))),
        new Attack(45, "residue_objects", Mode.UNTRUSTED, OutsideAttacks::leaveAndFind));
  }

  private static void leaveAndFind(Sandbox sandbox, Victim victim) {
    Sandbox reading = reading(sandbox, victim);
    Object[] what = {"leave", 7_000_000 + victim.port(), victim.open().resolve("file")};
    Attempts.fail(Set.of("flock"), Attempts.of(reading, "residue_objects", what));
    what[0] = "find";
    Attempts.fail(Set.of(), Attempts.of(reading, "residue_objects", what));
  }
}
