package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.sandtrap.syscall.CallPattern;
import org.sandtrap.syscall.CallSelection;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Member;
import org.sandtrap.syscall.NamedCall;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.Vocabulary;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.value.Value;

/**
 * The words by which calls that were seen are allowed: families of which every member has the same
 * intention, so that whoever may make one may as well make the others; of other calls their names.
 */
final class LearnedWords {
  /**
   * The families, those with fewer members before those that contain them. Not among them are such
   * as do different things (kill, pidfd, xattr), or reach beyond the program (mount, module).
   */
  private static final List<String> FAMILIES =
      List.of(
          ("thread fork exec wait exit open close read write stat statfs access readlink getdents"
                  + " chdir dup pipe poll select epoll eventfd signalfd timerfd inotify time sleep"
                  + " timer alarm futex mapping mlock robust random ids getrlimit setrlimit signal"
                  + " sigprocmask sigpending sigsuspend sigreturn session nice sync lock truncate"
                  + " utime chmod chown mkdir rmdir unlink rename link symlink mknod getxattr"
                  + " listxattr setxattr removexattr copy socket accept send recv sockopt")
              .split(" "));

  private static final Map<String, CallSelection> MEANINGS = meanings();

  private final Map<Syscall, List<String>> families = new HashMap<>();

  private static Map<String, CallSelection> meanings() {
    Map<String, CallSelection> meanings = new LinkedHashMap<>();
    FAMILIES.forEach(word -> meanings.put(word, CallSelection.of(List.of(word))));
    return meanings;
  }

  /** The words that allow a call; none where it is allowed whatever the rules say. */
  List<String> of(Call call) {
    return switch (call.name()) {
      case Rulebook.IN_MEMORY -> ofClone(call);
      case Rulebook.CONTINUES -> List.of();
      default -> List.of(ofRegisters(call));
    };
  }

  private static List<String> ofClone(Call call) {
    Value flags =
        call.argument("cl_args").orElse(null) instanceof Value.Struct arguments
            ? arguments.fields().get("flags")
            : null;
    if (!(flags instanceof Value.Named named)) {
      return List.of("thread", "fork");
    }
    OptionalLong thread = Constants.value(call.abi(), "CLONE_THREAD");
    return List.of((named.value() & thread.orElse(0)) != 0 ? "thread" : "fork");
  }

  private String ofRegisters(Call call) {
    List<String> possible = families.computeIfAbsent(call.syscall(), LearnedWords::possible);
    if (!possible.isEmpty()) {
      long[] registers = call.registers().stream().mapToLong(Long::longValue).toArray();
      for (String word : possible) {
        if (MEANINGS.get(word).includes(call.syscall(), registers)) {
          return word;
        }
      }
    }
    return name(call);
  }

  private static List<String> possible(Syscall call) {
    List<String> words = new ArrayList<>();
    MEANINGS.forEach(
        (word, meaning) -> {
          if (!meaning.conditions(call).isEmpty()) {
            words.add(word);
          }
        });
    return words;
  }

  /** The name, said so that it means no other call, whichever family or function has it as well. */
  private static String name(Call call) {
    Set<Member> own = Set.copyOf(new NamedCall(call.name()).members());
    boolean plain =
        Vocabulary.find(call.name())
            .filter(meaning -> Set.copyOf(meaning.members()).equals(own))
            .isPresent();
    return plain ? call.name() : CallPattern.EXACTLY + call.name();
  }
}
