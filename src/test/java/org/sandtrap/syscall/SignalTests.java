package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link Signal}. */
class SignalTests {
  @ParameterizedTest
  @CsvSource({
    "1, SIGHUP", "2, SIGINT", "6, SIGABRT", "7, SIGBUS", "8, SIGFPE", "9, SIGKILL",
    "10, SIGUSR1", "11, SIGSEGV", "15, SIGTERM", "16, SIGSTKFLT", "17, SIGCHLD", "19, SIGSTOP",
    "24, SIGXCPU", "29, SIGIO", "30, SIGPWR", "31, SIGSYS", "32, SIG32", "33, SIG33",
    "34, SIGRTMIN", "35, SIGRTMIN+1", "64, SIGRTMIN+30"
  })
  void aNumberHasItsName(int number, String name) {
    assertThat(Signal.of(number).name()).isEqualTo(name);
    assertThat(Signal.of(number)).hasToString(name);
  }

  @Test
  void constantsAreTheSignalsOfTheirName() throws IllegalAccessException {
    for (var field : Signal.class.getFields()) {
      assertThat(((Signal) field.get(null)).name()).isEqualTo(field.getName());
    }
    assertThat(Signal.class.getFields()).hasSize(31);
  }

  @Test
  void everySignalIsReadFromItsNameInAllForms() {
    IntStream.rangeClosed(1, 64)
        .mapToObj(Signal::of)
        .forEach(
            signal -> {
              assertThat(Signal.parse(signal.name())).isEqualTo(signal);
              assertThat(Signal.parse(signal.name().substring(3))).isEqualTo(signal);
              assertThat(Signal.parse(signal.name().toLowerCase(Locale.ROOT))).isEqualTo(signal);
              assertThat(Signal.parse("" + signal.number())).isEqualTo(signal);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "SIGIOT, 6",
    "SIGCLD, 17",
    "SIGPOLL, 29",
    "SIGUNUSED, 31",
    "SIGRTMIN+0, 34",
    "RTMIN+3, 37",
    "SIGRTMAX, 64",
    "SIGRTMAX-1, 63",
    "SIGRTMAX-30, 34",
    "015, 15"
  })
  void otherNamesAreUnderstood(String text, int number) {
    assertThat(Signal.parse(text)).isEqualTo(Signal.of(number));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void numbersOutsideTheRangeAreRefused(int number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Signal.of(number))
        .withMessage(number + " is not a signal: Linux numbers its signals from 1 to 64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65", "128", "999999999"})
  void numbersOutsideTheRangeAreRefusedInTexts(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Signal.parse(text))
        .withMessage(text + " is not a signal: Linux numbers its signals from 1 to 64");
  }

  @ParameterizedTest
  @CsvSource({
    "SIGTREM, SIGTERM",
    "sigsegf, SIGSEGV",
    "SEGVV, SIGSEGV",
    "SIGABORT, SIGABRT",
    "SIGKIL, SIGKILL",
    "SIGUSR, SIGUSR1 or SIGUSR2"
  })
  void anUnknownNameSuggestsNearOnes(String text, String near) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Signal.parse(text))
        .withMessage(
            "'%s' is not a signal (did you mean %s?); expected a name or number of signal(7)"
                + " such as SIGTERM, TERM, 15 or SIGRTMIN+3",
            text, near);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "SIG", "banana", "-9", "9 ", "SIG9", "٣", "SIG34", "12345678901"})
  void whatIsNearNothingSuggestsNothing(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Signal.parse(text))
        .withMessage(
            "'%s' is not a signal; expected a name or number of signal(7)"
                + " such as SIGTERM, TERM, 15 or SIGRTMIN+3",
            text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIGRTMIN+31", "SIGRTMIN-1", "SIGRTMAX+1", "RTMAX-31", "rtmin+99"})
  void realTimeSignalsOutsideTheirRangeAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Signal.parse(text))
        .withMessage(
            "'%s' is not a signal: real-time signals go from SIGRTMIN to SIGRTMIN+30", text);
  }

  @Test
  void descriptionsSayWhatHappenedToTheProgram() {
    assertThat(Signal.SIGSEGV.description())
        .isEqualTo("used memory it may not use (segmentation fault)");
    assertThat(Signal.of(33).description())
        .isEqualTo("got a signal that the C library keeps for itself (signal 33)");
    assertThat(Signal.of(36).description())
        .isEqualTo("got a signal whose meaning the program chooses (real-time signal 2)");
    assertThat(IntStream.rangeClosed(1, 64).mapToObj(n -> Signal.of(n).description()))
        .doesNotHaveDuplicates()
        .allSatisfy(description -> assertThat(description).matches("[a-z].*\\)"));
  }
}
