package org.sandtrap.tracer.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sandtrap.code.Symbol;
import org.sandtrap.testing.Tracees;
import org.sandtrap.unwind.CodeSite;

/** Naming several places in code. */
class SymbolizerTests {
  private static final String SPIN = Tracees.path("spin").toString();
  private static final int CODE = 0x1000;
  private static final int MANY = 1000;

  @Test
  void eachPlaceHasItsOwnName() {
    List<CodeSite> sites =
        LongStream.range(0, 40)
            .boxed()
            .flatMap(
                i ->
                    List.of(
                        new CodeSite(SPIN, CODE + 16 * i),
                        new CodeSite(SPIN, Long.MAX_VALUE - i),
                        new CodeSite("/no/such/file", i))
                        .stream())
            .toList();
    Map<CodeSite, Symbol> places = Symbolizer.of(sites).places();
    assertThat(places).containsOnlyKeys(sites);
    for (CodeSite site : sites) {
      assertThat(places.get(site)).isEqualTo(Symbolizer.of(List.of(site)).places().get(site));
    }
    assertThat(places.values())
        .anyMatch(place -> place.function().filter("spin"::equals).isPresent())
        .anyMatch(place -> place.function().filter("main"::equals).isPresent());
    assertThat(Symbolizer.of(List.of()).places()).isEmpty();
  }

  @Test
  void aFileIsReadOnceForAllOfItsPlaces() {
    List<CodeSite> sites =
        LongStream.range(0, MANY).mapToObj(i -> new CodeSite(SPIN, CODE + i)).toList();
    Symbolizer.of(sites.subList(0, 1)).places();
    long began = System.nanoTime();
    Symbolizer.of(sites.subList(0, 1)).places();
    long one = System.nanoTime() - began;
    began = System.nanoTime();
    Symbolizer.of(sites).places();
    assertThat(System.nanoTime() - began).isLessThan(MANY / 2 * one);
  }
}
