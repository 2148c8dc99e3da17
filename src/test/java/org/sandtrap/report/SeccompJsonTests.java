package org.sandtrap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.policy.LearnedPolicy;
import org.sandtrap.policy.Policy;
import org.sandtrap.syscall.Abi;
import org.sandtrap.testing.TraceBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Profiles for container runtimes. */
class SeccompJsonTests {
  private static final LearnedPolicy POLICY =
      Policy.learnedFrom(
          new TraceBuilder()
              .process(100)
              .exec("/usr/bin/tool", "tool")
              .call("openat", "AT_FDCWD", "/a", "O_RDONLY")
              .returns(3)
              .call("socket", "AF_UNIX")
              .returns(4)
              .call("socket", "AF_INET")
              .returns(5)
              .call("clone", "CLONE_THREAD")
              .returns(7)
              .through(Abi.I386)
              .call("exit_group", 0)
              .unfinished()
              .trace());

  private static JsonNode parsed(LearnedPolicy policy) {
    return JsonMapper.shared().readTree(SeccompJson.of(policy));
  }

  /** The arguments of each group that has a call. */
  private static List<String> groups(JsonNode profile, String call) {
    List<String> groups = new ArrayList<>();
    for (JsonNode group : profile.get("syscalls")) {
      boolean has = false;
      for (JsonNode name : group.get("names")) {
        has |= name.asString().equals(call);
      }
      if (has) {
        String arguments = group.has("args") ? group.get("args").toString() : "always";
        groups.add(group.get("action").asString() + " " + arguments);
      }
    }
    return groups;
  }

  @Test
  void theDefaultIsAnError() {
    JsonNode profile = parsed(POLICY);
    assertThat(profile.get("defaultAction").asString()).isEqualTo("SCMP_ACT_ERRNO");
    assertThat(profile.get("defaultErrnoRet").asInt()).isEqualTo(1);
    assertThat(profile.get("architectures").toString())
        .isEqualTo("[\"SCMP_ARCH_X86_64\",\"SCMP_ARCH_X86\"]");
  }

  @Test
  void callsAreAllowedByName() {
    JsonNode profile = parsed(POLICY);
    for (String call : List.of("open", "openat", "creat", "socket", "exit", "execve")) {
      assertThat(groups(profile, call)).as(call).containsExactly("SCMP_ACT_ALLOW always");
    }
    assertThat(groups(profile, "unlink")).isEmpty();
    assertThat(groups(profile, "clone3")).containsExactly("SCMP_ACT_ERRNO always");
  }

  @Test
  void conditionsAreComparisons() {
    JsonNode profile = parsed(POLICY.withConditions());
    assertThat(groups(profile, "socket"))
        .containsExactlyInAnyOrder(masked(0, 0xffff_ffffL, 1), masked(0, 0xffff_ffffL, 2));
    assertThat(groups(profile, "openat"))
        .containsExactlyInAnyOrder(masked(2, 0x243, 0), masked(2, 0x243, 3));
    assertThat(groups(profile, "clone")).containsExactly(masked(0, 0x10000, 0x10000));
    assertThat(groups(profile, "creat")).isEmpty();
  }

  private static String masked(int index, long mask, long value) {
    return "SCMP_ACT_ALLOW [{\"index\":"
        + index
        + ",\"value\":"
        + mask
        + ",\"valueTwo\":"
        + value
        + ",\"op\":\"SCMP_CMP_MASKED_EQ\"}]";
  }

  @Test
  void aFileIsWritten(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("profiles/tool.json");
    SeccompJson.write(POLICY, file);
    assertThat(Files.readString(file)).isEqualTo(SeccompJson.of(POLICY));
  }
}
