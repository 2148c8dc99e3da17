package org.sandtrap.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of {@link FunctionName} and {@link Callers#include}. */
class FunctionNameTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "save | save",
        "save.constprop.0 | save",
        "save.part.3.cold | save",
        "save(int) [clone .isra.0] | save",
        "app::save(char const*, int) | app::save",
        "app::save(char const*, int) | app::save(char const*, int)",
        "app::Db::get() const | app::Db::get",
        "int app::store<int>(std::vector<int, std::allocator<int> >&) | app::store",
        "int app::store<int>(std::vector<int, std::allocator<int> >&) | int app::store<int>",
        "void app::Db::with<app::f(int)::{lambda()#1}>(app::f(int)::{lambda()#1}) | app::Db::with",
        "(anonymous namespace)::hidden(int) | (anonymous namespace)::hidden",
        "app::operator<(app::A, app::A) | app::operator<",
        "app::F::operator()(int) const | app::F::operator()",
        "core::ops::function::FnOnce::call_once | core::ops::function::FnOnce::call_once",
      })
  void aFunctionIsCalled(String symbol, String name) {
    assertThat(new FunctionName(symbol).isCalled(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "save | sav",
        "saved | save",
        "app::save(int) | save",
        "app::save(int) | app",
        "app::save(int) | app::save(char)",
        "int app::store<int>() | int",
        "(anonymous namespace)::hidden(int) | (anonymous namespace)",
      })
  void anotherIsNot(String symbol, String name) {
    assertThat(new FunctionName(symbol).isCalled(name)).isFalse();
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    Callers callers =
        new Callers(List.of(new Location("/a", 1, Optional.of("main"), Optional.empty())));
    assertThat(callers.include("main")).isTrue();
    assertThatThrownBy(() -> callers.include(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Expected one such as main");
    assertThatThrownBy(() -> callers.include(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the function is null");
  }
}
