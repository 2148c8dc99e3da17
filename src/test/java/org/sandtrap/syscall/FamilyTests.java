package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of {@link Family} and of the tables that make one. */
class FamilyTests {
  private static final List<Abi> INTERFACES = List.of(Abi.X86_64, Abi.X32, Abi.I386, Abi.AARCH64);

  private static List<Family> families() {
    return List.copyOf(Vocabulary.families().values());
  }

  /** What the word is in one interface. */
  private static String in(Abi abi, String family) {
    return Family.of(family).orElseThrow().members().stream()
        .filter(member -> member.number(abi).isPresent())
        .map(Member::toString)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fork   | X86_64  | fork vfork clone(flags!&CLONE_THREAD)"
            + " clone3(cl_args.flags!&CLONE_THREAD)",
        "fork   | AARCH64 | clone(flags!&CLONE_THREAD) clone3(cl_args.flags!&CLONE_THREAD)",
        "thread | I386    | clone(flags&CLONE_THREAD) clone3(cl_args.flags&CLONE_THREAD)",
        "open   | X86_64  | open openat openat2 creat open_by_handle_at",
        "open   | AARCH64 | openat openat2 open_by_handle_at",
        "kill   | X86_64  | kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_send_signal",
        "socket | X86_64  | socket socketpair",
        "socket | I386    | socket socketcall(call=SYS_SOCKET) socketpair"
            + " socketcall(call=SYS_SOCKETPAIR)",
        "send   | I386    | sendto socketcall(call=SYS_SENDTO) sendmsg"
            + " socketcall(call=SYS_SENDMSG) sendmmsg socketcall(call=SYS_SENDMMSG)"
            + " socketcall(call=SYS_SEND)",
        "semop  | I386    | ipc(call=SEMOP) semtimedop_time64 ipc(call=SEMTIMEDOP)",
        "semop  | AARCH64 | semop semtimedop",
        "rmdir  | X86_64  | rmdir unlinkat(flags&AT_REMOVEDIR)",
        "dup    | I386    | dup dup2 dup3 fcntl(cmd=F_DUPFD) fcntl64(cmd=F_DUPFD)"
            + " fcntl(cmd=F_DUPFD_CLOEXEC) fcntl64(cmd=F_DUPFD_CLOEXEC)",
        "setuid | I386    | setuid setuid32 setreuid setreuid32 setresuid setresuid32 setfsuid"
            + " setfsuid32",
        "setrlimit | AARCH64 | setrlimit prlimit64(new_limit!=0)",
        "execmem | X86_64 | mmap(prot&PROT_EXEC) mprotect(prot&PROT_EXEC)"
            + " pkey_mprotect(prot&PROT_EXEC) shmat(shmflg&SHM_EXEC)",
        "execmem | I386   | mmap2(prot&PROT_EXEC) mmap(arg.prot&PROT_EXEC)"
            + " mprotect(prot&PROT_EXEC) pkey_mprotect(prot&PROT_EXEC) shmat(shmflg&SHM_EXEC)",
        "umount | I386    | umount2 umount"
      })
  void aFamilyIsWhatItIsInEachInterface(String family, Abi abi, String members) {
    assertThat(in(abi, family)).isEqualTo(members);
  }

  @Test
  void everyMemberIsACallOfAnInterface() {
    for (Family family : families()) {
      for (Member member : family.members()) {
        assertThat(INTERFACES)
            .as("%s in %s", member, family.word())
            .anyMatch(abi -> member.number(abi).isPresent());
      }
    }
  }

  @Test
  void everyConditionNamesConstants() {
    for (Family family : families()) {
      for (Member member : family.members()) {
        member
            .condition()
            .ifPresent(
                condition ->
                    assertThat(condition.constants())
                        .as("%s in %s", member, family.word())
                        .allMatch(name -> name.equals("0") || Constants.of(name).isPresent()));
      }
    }
  }

  @Test
  void everyConditionIsOnAScalarOrAFieldOrAsksForNull() {
    for (Family family : families()) {
      for (Member member : family.members()) {
        for (Abi abi : INTERFACES) {
          member
              .resolved(abi)
              .filter(test -> !test.isInMemory())
              .ifPresent(
                  test ->
                      assertThat(
                              test.argument().kind().isScalar()
                                  || test.alternatives().get(0).get(0).value() == 0)
                          .as("%s in %s", member, family.word())
                          .isTrue());
        }
      }
    }
  }

  @Test
  void aConditionThatSaysNothingInAnInterfaceHasAnotherThere() {
    for (Family family : families()) {
      for (Member member : family.members()) {
        for (Abi abi : INTERFACES) {
          boolean silent =
              SyscallTable.of(abi).number(member.call()).isPresent()
                  && member.number(abi).isEmpty();
          if (silent) {
            assertThat(family.members())
                .as("%s in %s on %s", member, family.word(), abi)
                .anyMatch(
                    other -> other.call().equals(member.call()) && other.number(abi).isPresent());
          }
        }
      }
    }
  }

  @Test
  void everyFamilyIsDescribed() {
    for (Family family : families()) {
      assertThat(family.description()).matches("[a-z].*[^.]");
      assertThat(family.reason()).matches("\\S.*\\.");
      assertThat(family.word()).matches("[a-z][a-z_0-9]*");
      assertThat(family.members()).doesNotHaveDuplicates();
    }
  }

  @Test
  void aFamilyThatIsNamedLikeACallHasIt() {
    for (Family family : families()) {
      if (SignatureTable.calls().contains(family.word())) {
        assertThat(family.members()).contains(Member.of(family.word()));
      }
    }
  }

  @Test
  void formsAreOfCallsAndAreCalls() {
    Forms.all()
        .forEach(
            (call, forms) -> {
              assertThat(SignatureTable.calls()).contains(call);
              assertThat(forms)
                  .as(call)
                  .allMatch(
                      form -> INTERFACES.stream().anyMatch(abi -> form.number(abi).isPresent()));
            });
  }

  @Test
  void everyWiderCallIsAFormOfAnother() {
    Set<String> forms =
        Forms.all().values().stream()
            .flatMap(List::stream)
            .map(Member::call)
            .collect(Collectors.toSet());
    for (String call : SignatureTable.calls()) {
      String narrow = call.replaceFirst("(32|64|_64|_time64)$", "");
      if (!narrow.equals(call) && SignatureTable.calls().contains(narrow)) {
        boolean ofItsFamily = Set.of("getdents64").contains(call);
        assertThat(forms.contains(call) || ofItsFamily).as(call).isTrue();
      }
    }
  }

  @Test
  void everyJobOfTheTwoCallsOfI386IsAFormOrInAFamily() {
    Set<String> named =
        Stream.concat(
                Forms.all().values().stream().flatMap(List::stream),
                families().stream().flatMap(family -> family.members().stream()))
            .flatMap(member -> member.condition().stream())
            .flatMap(condition -> condition.constants().stream())
            .collect(Collectors.toSet());
    for (String set : List.of("socketcall", "ipc_call")) {
      assertThat(Constants.in(set)).allMatch(constant -> named.contains(constant.name()));
    }
  }

  @Test
  void whatOneInterfaceHasAndAnotherHasNotIsInAFamilyWithWhatTheOtherHas() {
    Set<String> alone =
        new TreeSet<>(
            Set.of(
                "arch_prctl",
                "modify_ldt",
                "ioperm",
                "iopl",
                "uprobe",
                "uretprobe",
                "sysfs",
                "uselib",
                "ustat",
                "tuxcall",
                "security",
                "vserver",
                "afs_syscall",
                "epoll_ctl_old",
                "epoll_wait_old",
                "getpmsg",
                "putpmsg",
                "_sysctl",
                "create_module",
                "query_module",
                "get_kernel_syms",
                "get_thread_area",
                "set_thread_area"));
    for (String call : SyscallTable.of(Abi.X86_64).names()) {
      if (SyscallTable.of(Abi.AARCH64).number(call).isEmpty() && !alone.contains(call)) {
        assertThat(Vocabulary.find(call).orElseThrow().members())
            .as("%s, which aarch64 does not have", call)
            .anyMatch(member -> member.number(Abi.AARCH64).isPresent());
      }
    }
  }

  @Test
  void anUnknownFamilyIsEmpty() {
    assertThat(Family.of("frok")).isEmpty();
    assertThat(Family.of("getcwd")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Family("none", List.of(), "does nothing", "None."))
        .withMessage("the family none has no members");
  }
}
