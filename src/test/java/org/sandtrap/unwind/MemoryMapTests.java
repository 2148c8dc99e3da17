package org.sandtrap.unwind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.unwind.MemoryMap.Mapping;

/** What proc_pid_maps(5) says. */
class MemoryMapTests {
  private static final MemoryMap MAP =
      MemoryMap.parse(
          """
          00400000-00401000 r--p 00000000 fe:00 1234                       /home/me/a b
          00401000-00403000 r-xp 00001000 fe:00 1234                       /home/me/a b
          01c0a000-01c2b000 rw-p 00000000 00:00 0                          [heap]
          7f5500000000-7f5500001000 r--p 00000000 fe:00 99                 /lib/libc.so.6
          7f5500001000-7f5500002000 r-xp 00001000 fe:00 99                 /lib/libc.so.6
          7f5600000000-7f5600001000 r--p 00000000 fe:00 99                 /lib/libc.so.6
          7f5600001000-7f5600002000 r-xp 00001000 fe:00 99                 /lib/libc.so.6 (deleted)
          7ffc00000000-7ffc00021000 rw-p 00000000 00:00 0                  [stack]
          7ffc000f1000-7ffc000f3000 r-xp 00000000 00:00 0                  [vdso]
          ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0          [vsyscall]
          """);

  @Test
  void filesAndTheKernelsCodeAreThere() {
    assertThat(MAP.mappings()).hasSize(7);
    assertThat(MAP.at(0x401000))
        .contains(new Mapping(0x401000, 0x403000, true, 0x1000, "/home/me/a b"));
    assertThat(MAP.at(0x402fff)).isPresent();
    assertThat(MAP.at(0x403000)).isEmpty();
    assertThat(MAP.at(0x1c0a000)).isEmpty();
    assertThat(MAP.at(-0x9fff00)).isEmpty();
    assertThat(MAP.at(0x7ffc000f1010L)).get().extracting(Mapping::isFile).isEqualTo(false);
  }

  @Test
  void aFileBeginsAtTheClosestMappingOfItsBeginning() {
    assertThat(MAP.beginning(MAP.at(0x401000).orElseThrow()).orElseThrow().start())
        .isEqualTo(0x400000);
    assertThat(MAP.beginning(MAP.at(0x7f5500001000L).orElseThrow()).orElseThrow().start())
        .isEqualTo(0x7f5500000000L);
    assertThat(MAP.beginning(MAP.at(0x7f5600001000L).orElseThrow())).isEmpty();
  }

  @Test
  void aPlaceIsWhatTheFileHasThere() {
    assertThat(CodeSite.find(MAP, 0x401234)).contains(new CodeSite("/home/me/a b", 0x1234));
    assertThat(CodeSite.find(MAP, 0x7ffc000f1010L)).isEmpty();
    assertThat(CodeSite.find(MAP, 0x10)).isEmpty();
  }

  @Test
  void aThreadThatIsGoneHasNone() {
    assertThat(MemoryMap.of(Integer.MAX_VALUE).mappings()).isEmpty();
  }
}
