package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.code.Callers;
import org.sandtrap.code.Location;

/** Whose code a user looks at, and how it reads. */
class CallersTests {
  private static final Location LIBC = at("/lib/libc.so.6", "raise");
  private static final Location OWN = at("/home/me/a", "f");
  private static final Location MAIN = at("/home/me/a", "main");

  private static Location at(String module, String function) {
    return new Location(module, 0x12, Optional.of(function), Optional.empty());
  }

  @Test
  void theClosestOwnOneCounts() {
    Callers callers = new Callers(List.of(LIBC, OWN, MAIN));
    assertThat(callers.own()).contains(OWN);
    assertThat(callers.ownBehind(Optional.empty())).contains(OWN);
    assertThat(callers.ownBehind(Optional.of(LIBC))).contains(OWN);
    assertThat(callers.ownBehind(Optional.of(MAIN))).isEmpty();
    assertThat(new Callers(List.of(LIBC)).own()).isEmpty();
  }

  @Test
  void thoseWithoutANameAreCounted() {
    Location stripped = new Location("/bin/a", 0x12, Optional.empty(), Optional.empty());
    Location another = new Location("/bin/a", 0x34, Optional.empty(), Optional.empty());
    assertThat(new Callers(List.of(stripped, another, OWN, stripped)).below(""))
        .isEqualTo("\n… 2 without a name\ncalled from f() of a+0x12");
    assertThat(new Callers(List.of(stripped, another)).below("")).isEmpty();
  }

  /** There are more of an endless recursion than are looked at. */
  @Test
  void thoseAtTheEndMayBeMore() {
    assertThat(new Callers(Collections.nCopies(64, OWN)))
        .hasToString("called from f() of a+0x12, 64 times or more");
    assertThat(new Callers(Collections.nCopies(63, OWN)))
        .hasToString("called from f() of a+0x12, 63 times");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "std::vector<int, std::allocator<int> >::at(unsigned long) const",
        "__gnu_cxx::__verbose_terminate_handler()",
        "core::panicking::panic_fmt",
        "alloc::vec::Vec<T>::push",
        "__rustc::rust_panic",
        "<usize as core::slice::index::SliceIndex<[T]>>::index"
      })
  void whatALanguageBringsIsNotOwn(String function) {
    Location library = at("/home/me/a", function);
    assertThat(new Callers(List.of(library, MAIN)).own()).contains(MAIN);
    assertThat(new Callers(List.of(MAIN)).ownBehind(Optional.of(library))).contains(MAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stdout_lines",
        "a::std::f()",
        "core_main",
        "main::{lambda()#1}::operator()() const"
      })
  void whatSoundsLikeItIs(String function) {
    Location own = at("/home/me/a", function);
    assertThat(new Callers(List.of(own, MAIN)).own()).contains(own);
  }

  @Test
  void aMessageHasTheFirstTwenty() {
    List<Location> many =
        IntStream.range(0, 21).mapToObj(number -> at("/home/me/a", "f" + number)).toList();
    assertThat(new Callers(many.subList(0, 20)).below("  "))
        .startsWith("\n  called from f0() of a+0x12\n  called from f1() ")
        .endsWith("\n  called from f19() of a+0x12");
    assertThat(new Callers(many).below("  ")).endsWith("\n  called from f19() of a+0x12\n  …");
    assertThat(Callers.NONE.below("  ")).isEmpty();
  }

  @Test
  void thoseThatAreTheSameAreALine() {
    assertThat(new Callers(List.of(LIBC, OWN, OWN, OWN, MAIN, OWN)))
        .hasToString(
            """
            called from raise() of libc.so.6+0x12
            called from f() of a+0x12, 3 times
            called from main() of a+0x12
            called from f() of a+0x12""");
    assertThat(Callers.NONE).hasToString("");
  }
}
