/**
 * The benchmark, {@code mvn -Pbench verify}: what Sandtrap costs, as ratios against the same thing
 * done by other means, measured beside it. One class per idea; {@link
 * org.sandtrap.bench.Benchmarks} runs them, prints a table and writes {@code
 * target/bench/results.json}.
 *
 * <p>The two sides of a ratio take turns, so that both meet the same neighbours on the machine;
 * every single run is checked to have done what it should.
 */
package org.sandtrap.bench;
