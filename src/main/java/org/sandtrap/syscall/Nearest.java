package org.sandtrap.syscall;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/** A search for the known names that a mistyped one was most likely meant to be. No API. */
@API(status = API.Status.INTERNAL)
public final class Nearest {
  static final int MOST = 3;

  private Nearest() {}

  /**
   * Returns the names within a third of the word's length in edits, nearest first, at most three.
   * Upper and lower case are the same; two neighbours swapped count as one edit.
   */
  public static List<String> to(String word, Collection<String> names) {
    return to(word, names, Math.max(1, word.length() / 3));
  }

  /** The same, with the number of edits up to which a name is near. */
  public static List<String> to(String word, Collection<String> names, int furthest) {
    record Candidate(String name, int distance) {}
    String wanted = word.toUpperCase(Locale.ROOT);
    return names.stream()
        .map(name -> new Candidate(name, distance(wanted, name.toUpperCase(Locale.ROOT))))
        .filter(candidate -> candidate.distance() <= furthest)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  /** The optimal string alignment distance: insert, delete, replace, swap neighbours. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
