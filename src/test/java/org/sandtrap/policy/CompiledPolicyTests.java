package org.sandtrap.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.SyscallTable;

/**
 * Whatever the rules: for every number of every table, and numbers of none, the filter answers what
 * the policy means, or stops the call for the policy to be asked.
 */
class CompiledPolicyTests {
  private static final int ALLOW = 0x7fff_0000;
  private static final int ERRNO = 0x0005_0000;
  private static final int ASK = 0x7ff0_0008;
  private static final int TRACE = 0x7ff0_0000;
  private static final int X32_BIT = 0x4000_0000;
  private static final List<String> CONDITIONAL =
      List.of(
          "socket(domain=AF_INET|AF_INET6)",
          "socket(domain!=AF_UNIX)",
          "socket(type=SOCK_STREAM,protocol<=6)",
          "openat(flags&O_WRONLY|O_RDWR)",
          "openat(flags!&O_CREAT|O_TRUNC)",
          "dup2(newfd>2)",
          "dup2(oldfd<0)",
          "kill(pid!=self)",
          "kill(sig=9)",
          "lseek(offset>=-5,offset<100)",
          "mmap(prot&PROT_EXEC)",
          "mmap(length>0x100000000)",
          "clone(flags&CLONE_NEWUSER)",
          "prctl(option=PR_SET_NAME)",
          "ptrace(request=PTRACE_TRACEME)",
          "seccomp(operation=SECCOMP_SET_MODE_STRICT)",
          "io_uring",
          "foreign",
          "ioctl(request=0x5401)",
          "setuid(uid=0)",
          "open(path=/etc/**)",
          "open(flags&O_WRONLY|O_RDWR,path!=/tmp/**)",
          "%file(path=/etc/**)",
          "send(address=127.0.0.0/8)",
          "connect(port!=80)");
  private static final List<String> CLASSES =
      List.of("%file", "%desc", "%network", "%process", "%memory", "%signal", "%creds", "%%stat");
  private static final long[] VALUES = {
    0, 1, 2, 3, 9, 10, 77, -1, -5, 100, 0x241, 0x80001, 0x1000_0000, 0x1_0000_0001L, 0xffff_ffffL
  };

  private SplittableRandom random;

  private String rule() {
    List<String> names = List.copyOf(SyscallTable.of(Abi.X86_64).names());
    return switch (random.nextInt(5)) {
      case 0 -> CLASSES.get(random.nextInt(CLASSES.size()));
      case 1 -> "sys:" + names.get(random.nextInt(names.size()));
      case 2 -> names.get(random.nextInt(names.size()));
      default -> CONDITIONAL.get(random.nextInt(CONDITIONAL.size()));
    };
  }

  private List<String> rules(int most) {
    List<String> rules = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      rules.add(rule());
    }
    return rules;
  }

  private Policy policy() {
    Policy policy = Policy.none();
    for (int level = random.nextInt(3); level >= 0; level--) {
      List<String> allowed = random.nextInt(3) == 0 ? rules(6) : new ArrayList<>();
      allowed.remove("foreign"); // cannot be allowed
      policy = policy.closer(allowed, rules(6));
    }
    if (random.nextInt(3) == 0) {
      policy = policy.closer(List.of(), List.of("-foreign"));
    }
    return switch (random.nextInt(3)) {
      case 0 -> policy;
      case 1 -> policy.onDenied(Reaction.parse("EACCES"));
      default -> policy.onDenied(Reaction.parse("EROFS").quietly());
    };
  }

  private long[] arguments() {
    return random.longs(6).map(any -> VALUES[random.nextInt(VALUES.length)]).toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theFilterAnswersWhatThePolicyMeans(long seed) {
    random = new SplittableRandom(seed);
    for (int round = 0; round < 4; round++) {
      Policy policy = policy();
      check(policy, "amd64", Abi.X86_64, Abi.X32, Abi.I386);
      check(policy, "aarch64", Abi.AARCH64);
    }
  }

  private void check(Policy policy, String machine, Abi... interfaces) {
    for (boolean narrow : new boolean[] {false, true}) {
      CallFilter filter = CallFilter.of(machine, Limits.unlimited(), policy, narrow);
      BpfMachine kernel = new BpfMachine(filter.program());
      for (Abi abi : interfaces) {
        check(policy, kernel, abi, narrow ? Abi.I386 : Abi.X86_64);
      }
    }
  }

  private void check(Policy policy, BpfMachine kernel, Abi abi, Abi program) {
    List<Integer> numbers = new ArrayList<>(List.of(470, 600, 5000, 0x3fff_ffff));
    SyscallTable table = SyscallTable.of(abi);
    table.names().forEach(name -> numbers.add(table.number(name).orElseThrow()));
    boolean foreign = abi != program && abi != Abi.AARCH64;
    CallDecider decider = new CallDecider(policy, Limits.unlimited());
    for (int number : numbers) {
      long[] arguments = arguments();
      Syscall call = new Syscall(abi, number);
      int reported = abi == Abi.X32 ? number | X32_BIT : number;
      int answer = kernel.run(abi.auditArch(), reported, arguments).answer();
      if (!foreign || !policy.looksAtForeignCalls()) {
        compare(policy, decider.decide(call, arguments, 77, false), call, answer);
      } else {
        assertThat(answer).as("%s", call).isEqualTo(ASK);
        assertThat(decider.decide(call, arguments, 77, true).kind())
            .isNotEqualTo(CallDecision.Kind.ALLOWED);
      }
    }
  }

  private static void compare(Policy policy, CallDecision decision, Syscall call, int answer) {
    String what = policy + "\n" + call + "\n" + decision;
    int quiet = policy.reaction().errno().map(errno -> ERRNO | errno.number()).orElse(0);
    if (answer == ASK) {
      return; // the policy is asked
    }
    switch (decision.kind()) {
      case ALLOWED -> assertThat(answer).as(what).isIn(allowed(call));
      case DENIED -> assertThat(answer).as(what).isEqualTo(quiet);
      case UNAVAILABLE -> assertThat(answer).as(what).isEqualTo(ERRNO | 38);
      default -> throw new AssertionError(what); // guards are always asked
    }
  }

  /** With a stop for what the loop looks at. */
  private static Object[] allowed(Syscall call) {
    return switch (call.name()) {
      case "execve", "execveat" -> new Object[] {TRACE | 1};
      case "seccomp", "prctl" -> new Object[] {ALLOW, TRACE | 6};
      case "mount", "ioctl" -> new Object[] {ALLOW, TRACE | 19};
      case "fsopen", "userfaultfd" -> new Object[] {TRACE | 19};
      default -> new Object[] {ALLOW};
    };
  }

  private static int answer(Policy policy, Limits limits, int number, long... arguments) {
    byte[] program = CallFilter.of("amd64", limits, policy, false).program();
    long[] six = Arrays.copyOf(arguments, 6);
    return new BpfMachine(program).run(Abi.X86_64.auditArch(), number, six).answer();
  }

  @Test
  void aProgramsOwnFilterHidesNothing() {
    Policy some = Policy.none().closer(List.of(), List.of("mkdir"));
    Limits threads = Limits.unlimited().withThreads(4);
    assertThat(answer(some, Limits.unlimited(), 317, 1, 0)).isEqualTo(ASK);
    assertThat(answer(some, Limits.unlimited(), 157, 22, 2)).isEqualTo(ASK);
    assertThat(answer(Policy.none(), threads, 317, 1, 0)).isEqualTo(ASK);
    assertThat(answer(Policy.none(), Limits.unlimited(), 317, 1, 0)).isEqualTo(TRACE | 6);
    assertThat(answer(Policy.none(), Limits.unlimited(), 157, 22, 2)).isEqualTo(TRACE | 6);
    assertThat(answer(Policy.none(), Limits.unlimited(), 317, 1, 8)).isEqualTo(ASK);
    assertThat(answer(some, Limits.unlimited(), 317, 0, 0)).isEqualTo(ALLOW); // strict mode
    assertThat(answer(some, Limits.unlimited(), 157, 15, 2)).isEqualTo(ALLOW);
  }

  @Test
  void clone3IsNeverLetThrough() {
    Policy far = Policy.none().closer(List.of(), List.of("%process"));
    for (Policy policy :
        List.of(
            far.closer(List.of("clone"), List.of()),
            Policy.none().closer(List.of("clone"), List.of("%process")),
            Policy.none()
                .closer(List.of(), List.of("clone"))
                .closer(List.of("%process"), List.of()),
            Policy.none().closer(List.of("clone3(size>0)"), List.of("clone3")))) {
      assertThat(answer(policy, Limits.unlimited(), 435, 0, 88)).isIn(ERRNO | 38, ASK);
    }
  }

  @Test
  void thereAreNoRingsUnlessTheyAreAllowedByName() {
    Policy rules = Policy.none().closer(List.of(), List.of("socket"));
    assertThat(answer(rules, Limits.unlimited(), 425)).isEqualTo(ASK);
    assertThat(answer(Policy.none(), Limits.unlimited(), 425)).isEqualTo(ASK);
    Policy byClass = Policy.none().closer(List.of("%desc"), List.of());
    assertThat(answer(byClass, Limits.unlimited(), 425)).isEqualTo(ASK);
    Policy allowed = Policy.none().closer(List.of("io_uring"), List.of());
    assertThat(answer(allowed, Limits.unlimited(), 425)).isEqualTo(ALLOW);
    assertThat(answer(allowed, Limits.unlimited(), 219)).isEqualTo(ALLOW); // goes on with another
    Policy lifted = rules.closer(List.of(), List.of("-io_uring"));
    assertThat(answer(lifted, Limits.unlimited(), 425)).isEqualTo(ALLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "EACCES"})
  void whatIsDeniedOrAllowedForSureDoesNotStopForNothing(String reaction) {
    Policy policy =
        Policy.none()
            .closer(List.of(), List.of("unlink", "socket(domain=AF_INET)", "kill(pid!=self)"))
            .onDenied(Reaction.parse(reaction));
    BpfMachine kernel =
        new BpfMachine(CallFilter.of("amd64", Limits.unlimited(), policy, false).program());
    int arch = Abi.X86_64.auditArch();
    assertThat(kernel.run(arch, 87, new long[6]).answer()).isEqualTo(ASK);
    assertThat(kernel.run(arch, 41, 1, 0, 0, 0, 0, 0).answer()).isEqualTo(ALLOW);
    assertThat(kernel.run(arch, 41, 2, 0, 0, 0, 0, 0).answer()).isEqualTo(ASK);
    assertThat(kernel.run(arch, 62, new long[6]).answer()).isEqualTo(ASK);
    assertThat(kernel.run(arch, 0, new long[6]).answer()).isEqualTo(ALLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"execve", "rt_sigprocmask", "nanosleep"})
  void whatStartsTheProgramPassesWithTheKeyWhateverTheRules(String call) {
    Policy policy = Policy.none().closer(List.of("getpid"), List.of());
    policy = policy.onDenied(Reaction.parse("EPERM").quietly());
    CallFilter filter = CallFilter.of("amd64", Limits.unlimited(), policy, false);
    BpfMachine kernel = new BpfMachine(filter.program());
    int number = SyscallTable.of(Abi.X86_64).number(call).orElseThrow();
    int arch = Abi.X86_64.auditArch();
    assertThat(kernel.run(arch, number, 0, 0, 0, 0, 0, filter.key()).answer()).isEqualTo(ALLOW);
    assertThat(kernel.run(arch, number, 0, 0, 0, 0, 0, ~filter.key()).answer())
        .isEqualTo(ERRNO | 1);
  }
}
