package org.sandtrap.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The division of a group's points among its items: those without points of their own share. */
public final class PointShares {
  private PointShares() {}

  /**
   * Divides points.
   *
   * @param group what they are divided in, for messages
   * @param points the points of the group
   * @param own the points of each item, as far as it has its own
   * @return the points of each item
   * @throws GradingException when those of their own are more than the group has, or fewer and
   *     nothing takes the rest
   */
  public static List<Double> of(String group, double points, List<OptionalDouble> own) {
    double given = own.stream().mapToDouble(one -> one.orElse(0)).sum();
    long open = own.stream().filter(OptionalDouble::isEmpty).count();
    double rest = points - given;
    if (rest < -Assignment.NOISE || (open == 0 && rest > Assignment.NOISE)) {
      throw new GradingException(
          group
              + " has "
              + Assignment.text(points)
              + " points, but what is in it adds up to "
              + Assignment.text(given)
              + ". Change one of them"
              + (open > 0 ? "; " + open + " without points of their own get nothing." : "."));
    }
    List<Double> shares = new ArrayList<>();
    own.forEach(one -> shares.add(one.orElse(open == 0 ? 0 : Math.max(0, rest) / open)));
    return shares;
  }
}
