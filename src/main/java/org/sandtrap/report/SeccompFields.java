package org.sandtrap.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sandtrap.policy.LearnedPolicy;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.CallSelection;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.RegisterCondition;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.SyscallTable;

/** The fields of a seccomp profile. */
final class SeccompFields {
  private static final Map<Abi, String> ARCHITECTURES =
      Map.of(
          Abi.X86_64, "SCMP_ARCH_X86_64",
          Abi.X32, "SCMP_ARCH_X32",
          Abi.I386, "SCMP_ARCH_X86",
          Abi.AARCH64, "SCMP_ARCH_AARCH64",
          Abi.ARM, "SCMP_ARCH_ARM");

  /** Executes the program under the filter. */
  private static final String EXECUTES = "execve";

  /** Its flags are in memory. */
  private static final String IN_MEMORY = "clone3";

  private final JsonText json;

  SeccompFields(JsonText json) {
    this.json = json;
  }

  /** A group of calls that are allowed under the same conditions. */
  private record Group(Set<String> names, List<SeccompArgument> arguments) {}

  void write(LearnedPolicy policy) {
    json.text("defaultAction", "SCMP_ACT_ERRNO");
    json.number("defaultErrnoRet", Errno.EPERM.number());
    json.texts("architectures", policy.interfaces().stream().map(ARCHITECTURES::get).toList());
    json.key("syscalls");
    json.array(
        () -> {
          groups(policy).forEach(group -> json.document(() -> write(group)));
          json.document(this::writeInMemory);
        });
  }

  private void write(Group group) {
    json.texts("names", group.names());
    json.text("action", "SCMP_ACT_ALLOW");
    if (!group.arguments().isEmpty()) {
      json.objects("args", group.arguments(), argument -> argument.write(json));
    }
  }

  private void writeInMemory() {
    json.texts("names", List.of(IN_MEMORY));
    json.text("action", "SCMP_ACT_ERRNO");
    json.number("errnoRet", Errno.ENOSYS.number());
  }

  private static List<Group> groups(LearnedPolicy policy) {
    Map<List<SeccompArgument>, Set<String>> groups = new LinkedHashMap<>();
    groups.put(List.of(), new TreeSet<>(Set.of(EXECUTES)));
    alternatives(policy)
        .forEach(
            (name, all) -> {
              boolean always = all.contains(List.<SeccompArgument>of());
              for (List<SeccompArgument> one : all) {
                if (one.isEmpty() || !always) {
                  groups.computeIfAbsent(one, any -> new TreeSet<>()).add(name);
                }
              }
            });
    List<Group> list = new ArrayList<>();
    groups.forEach((arguments, names) -> list.add(new Group(names, arguments)));
    return list;
  }

  /** For each call the conditions under which it is allowed, one of which must hold. */
  private static Map<String, Set<List<SeccompArgument>>> alternatives(LearnedPolicy policy) {
    CallSelection allowed = CallSelection.of(policy.allowed());
    Map<String, Set<List<SeccompArgument>>> all = new TreeMap<>();
    for (Abi abi : policy.interfaces()) {
      for (String name : SyscallTable.of(abi).names()) {
        Syscall call = new Syscall(abi, SyscallTable.of(abi).number(name).orElseThrow());
        for (List<RegisterCondition> conditions : allowed.conditions(call)) {
          all.computeIfAbsent(name, any -> new LinkedHashSet<>())
              .addAll(SeccompArgument.of(conditions));
        }
      }
    }
    all.remove(IN_MEMORY);
    return all;
  }
}
