package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of {@link Signature} and of its table. */
class SignatureTests {
  private static final List<Abi> INTERFACES = List.of(Abi.X86_64, Abi.X32, Abi.I386, Abi.AARCH64);

  private static Signature signature(Abi abi, String call) {
    return Signature.of(abi, call).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(value = Abi.class, mode = EnumSource.Mode.EXCLUDE, names = "ARM")
  void everyCallOfATableHasASignature(Abi abi) {
    assertThat(SyscallTable.of(abi).names())
        .as("calls of %s without a row in signatures.tsv", abi)
        .allMatch(call -> Signature.of(abi, call).isPresent());
  }

  @Test
  void everySignatureIsThatOfACallInATable() {
    Set<String> calls = new TreeSet<>();
    INTERFACES.forEach(abi -> calls.addAll(SyscallTable.of(abi).names()));
    assertThat(SignatureTable.calls()).as("rows of signatures.tsv").isSubsetOf(calls);
  }

  @Test
  void everyRowForOneInterfaceIsForOneThatHasTheCall() {
    for (String call : SignatureTable.calls()) {
      assertThat(SignatureTable.exceptions(call))
          .as(call)
          .isSubsetOf(
              INTERFACES.stream()
                  .filter(abi -> SyscallTable.of(abi).number(call).isPresent())
                  .map(Abi::text)
                  .collect(Collectors.toSet()));
    }
  }

  @Test
  void whatAnInterfaceDoesNotHaveHasNoSignatureThere() {
    assertThat(Signature.of(Abi.AARCH64, "open")).isEmpty();
    assertThat(Signature.of(Abi.X86_64, "socketcall")).isEmpty();
    assertThat(Signature.of(Abi.ARM, "read")).isEmpty();
    assertThat(Signature.of(Abi.X86_64, "opne")).isEmpty();
    assertThat(Signature.of(new Syscall(Abi.X86_64, 9999))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X86_64  | openat     | openat(dirfd, pathname, flags, mode)",
        "AARCH64 | socket     | socket(domain, type, protocol)",
        "X86_64  | getpid     | getpid()",
        "X86_64  | clone      | clone(flags, stack, parent_tid, child_tid, tls)",
        "X32     | clone      | clone(flags, stack, parent_tid, child_tid, tls)",
        "I386    | clone      | clone(flags, stack, parent_tid, tls, child_tid)",
        "AARCH64 | clone      | clone(flags, stack, parent_tid, tls, child_tid)",
        "X86_64  | mmap       | mmap(addr, length, prot, flags, fd, offset)",
        "I386    | mmap       | mmap(arg)",
        "I386    | mmap2      | mmap2(addr, length, prot, flags, fd, pgoffset)",
        "I386    | pread64    | pread64(fd, buf, count, offset_low, offset_high)",
        "I386    | select     | select(arg)",
        "I386    | _newselect | _newselect(nfds, readfds, writefds, exceptfds, timeout)",
        "I386    | socketcall | socketcall(call, args)",
        "X32     | preadv2    | preadv2(fd, iov, iovcnt, offset, flags)",
        "I386    | fadvise64_64 | fadvise64_64(fd, offset_low, offset_high, len_low, len_high,"
            + " advice)"
      })
  void argumentsAreInTheOrderOfTheRegisters(Abi abi, String call, String text) {
    assertThat(signature(abi, call)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "X86_64, openat, flags, 2, FLAGS, open",
    "X86_64, openat, dirfd, 0, DIRFD, dirfd",
    "X86_64, openat, mode, 3, MODE, mode",
    "X86_64, openat, pathname, 1, PATH,",
    "X86_64, socket, domain, 0, COMMAND, socket_domain",
    "X86_64, kill, sig, 1, SIGNAL, signal",
    "I386, setuid, uid, 0, ID16,",
    "I386, setuid32, uid, 0, UID,",
    "X86_64, setuid, uid, 0, UID,",
    "X86_64, execve, argv, 1, STRINGS,",
    "X86_64, clone3, cl_args, 0, STRUCT,"
  })
  void anArgumentIsFoundByItsName(
      Abi abi, String call, String name, int index, ArgumentKind kind, String set) {
    assertThat(signature(abi, call).argument(name))
        .contains(new Argument(name, index, kind, Optional.ofNullable(set)));
  }

  @Test
  void anArgumentThatIsNotThereIsEmpty() {
    assertThat(signature(Abi.X86_64, "openat").argument("path")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "X86_64, openat, '%file %desc'",
    "I386, fork, %process",
    "X86_64, kill, '%process %signal'",
    "I386, socketcall, '%desc %network'",
    "X86_64, newfstatat, '%file %desc %fstat %%stat'",
    "X86_64, ustat, %%statfs",
    "X86_64, getuid, '%creds %pure'",
    "X86_64, fchmodat2, '%file %desc'",
    "X86_64, sched_yield, ''"
  })
  void classesAreThoseOfStrace(Abi abi, String call, String classes) {
    Set<SyscallClass> sorted = signature(abi, call).sortedClasses();
    assertThat(sorted.stream().map(SyscallClass::text).collect(Collectors.joining(" ")))
        .isEqualTo(classes);
  }

  @Test
  void everyClassHasCalls() {
    for (SyscallClass type : SyscallClass.values()) {
      assertThat(SignatureTable.calls())
          .as(type.text())
          .anyMatch(call -> SignatureTable.classes(call).contains(type));
      assertThat(SyscallClass.of(type.text())).contains(type);
    }
    assertThat(SyscallClass.of("file")).isEmpty();
    assertThat(SyscallClass.of("%FILE")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "FD, X86_64, 0xffffffff",
    "SIZE, X86_64, -1",
    "SIZE, X32, -1",
    "SIZE, I386, 0xffffffff",
    "MODE, AARCH64, 0xffff",
    "ID16, I386, 0xffff",
    "UNUSED, X86_64, 0"
  })
  void aKindKnowsWhichBitsTheKernelLooksAt(ArgumentKind kind, Abi abi, String mask) {
    assertThat(kind.mask(abi)).isEqualTo(Long.decode(mask));
  }

  @Test
  void whatIsInMemoryIsNoScalar() {
    assertThat(ArgumentKind.PATH.isScalar()).isFalse();
    assertThat(ArgumentKind.STRUCT.isScalar()).isFalse();
    assertThat(ArgumentKind.ADDRESS.isScalar()).isTrue();
    assertThat(ArgumentKind.FLAGS.isScalar()).isTrue();
  }

  @Test
  void onlyWhatCanBeIsASignature() {
    Argument second = new Argument("buf", 1, ArgumentKind.BUFFER, Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Signature("read", Set.of(), List.of(second)))
        .withMessage("read: argument 0 is given as number 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Argument("Buf", 1, ArgumentKind.BUFFER, Optional.empty()))
        .withMessageStartingWith("'Buf' is not the name of an argument");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Argument("buf", 6, ArgumentKind.BUFFER, Optional.empty()))
        .withMessage("buf cannot be argument 6: a system call has six, from 0 to 5");
  }
}
