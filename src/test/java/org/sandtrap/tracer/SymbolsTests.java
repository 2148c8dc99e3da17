package org.sandtrap.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.Tracees;
import org.sandtrap.unwind.CrashSite;

/** Naming several places in code. */
class SymbolsTests {
  private static final String SPIN = Tracees.path("spin").toString();
  private static final int CODE = 0x1000;
  private static final int MANY = 1000;

  @Test
  void eachPlaceHasItsOwnName() {
    List<CrashSite> sites =
        LongStream.range(0, 40)
            .boxed()
            .flatMap(
                i ->
                    List.of(
                        new CrashSite(SPIN, CODE + 16 * i),
                        new CrashSite(SPIN, Long.MAX_VALUE - i),
                        new CrashSite("/no/such/file", i))
                        .stream())
            .toList();
    Map<CrashSite, Symbols.Place> places = Symbols.find(sites);
    assertThat(places).containsOnlyKeys(sites);
    for (CrashSite site : sites) {
      assertThat(places.get(site)).isEqualTo(Symbols.find(List.of(site)).get(site));
    }
    assertThat(places.values())
        .anyMatch(place -> place.function().filter("spin"::equals).isPresent())
        .anyMatch(place -> place.function().filter("main"::equals).isPresent());
    assertThat(Symbols.find(List.of())).isEmpty();
  }

  @Test
  void aFileIsReadOnceForAllOfItsPlaces() {
    List<CrashSite> sites =
        LongStream.range(0, MANY).mapToObj(i -> new CrashSite(SPIN, CODE + i)).toList();
    Symbols.find(sites.subList(0, 1));
    long began = System.nanoTime();
    Symbols.find(sites.subList(0, 1));
    long one = System.nanoTime() - began;
    began = System.nanoTime();
    Symbols.find(sites);
    assertThat(System.nanoTime() - began).isLessThan(MANY / 2 * one);
  }
}
