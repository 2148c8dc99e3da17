package org.sandtrap.junit.grade;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.platform.commons.support.AnnotationSupport;
import org.sandtrap.grade.Assignment;
import org.sandtrap.grade.Feedback;
import org.sandtrap.grade.GradedItem;
import org.sandtrap.grade.GradingException;
import org.sandtrap.grade.PointShares;
import org.sandtrap.grade.cases.Aggregation;
import org.sandtrap.grade.cases.Case;
import org.sandtrap.grade.cases.CaseGroup;
import org.sandtrap.grade.cases.CaseSettings;
import org.sandtrap.message.ClassName;

/** A reader of the annotations of a class that is an assignment. */
final class AssignmentReader {
  private AssignmentReader() {}

  /**
   * The assignment of a class.
   *
   * @param type the class
   * @param methods its tests, those of nested classes as well, in the order in which they run
   * @throws GradingException when the points do not add up, or an annotation cannot be used
   */
  static Assignment read(Class<?> type, List<GradedMethod> methods) {
    List<GradedItem> items = methods.stream().map(AssignmentReader::item).toList();
    double sum = items.stream().filter(item -> !item.extra()).mapToDouble(GradedItem::most).sum();
    double extra = items.stream().filter(GradedItem::extra).mapToDouble(GradedItem::most).sum();
    Optional<Points> points = AnnotationSupport.findAnnotation(type, Points.class);
    double total = points.map(Points::value).orElse(sum);
    double cap = points.map(Points::cap).filter(given -> !given.isNaN()).orElse(total + extra);
    double step = points.map(Points::step).orElse(0.0);
    return new Assignment(ClassName.of(type), total, cap, step, items);
  }

  private static GradedItem item(GradedMethod method) {
    Optional<Points> points = method.own(Points.class);
    String id = method.id();
    Optional<Visible> visible = visible(method);
    GradedItem plain =
        new GradedItem(
            id,
            method.method().getName(),
            points.map(Points::value).orElse(0.0),
            points.map(Points::extra).orElse(false),
            points.map(Points::aggregation).orElse(Aggregation.SUM),
            visible.map(Visible::value).orElse(Feedback.DIFFERENCE),
            visible.map(Visible::after).flatMap(after -> moment(after, id)),
            method.own(Hint.class).map(Hint::value),
            gates(method),
            List.of());
    return method
        .own(Cases.class)
        .map(cases -> group(plain, new CaseSource(cases, method.method()).read()))
        .orElse(plain);
  }

  /** Of both on one element the one that shows less. */
  private static Optional<Visible> visible(GradedMethod method) {
    return method
        .closest(Hidden.class)
        .filter(
            hidden -> method.own(Hidden.class).isPresent() || method.own(Visible.class).isEmpty())
        .flatMap(hidden -> AnnotationSupport.findAnnotation(Hidden.class, Visible.class))
        .or(() -> method.closest(Visible.class));
  }

  private static Optional<Instant> moment(String after, String id) {
    if (after.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(after).toInstant());
    } catch (DateTimeException e) {
      throw new GradingException(
          "@Visible on "
              + id
              + ", after: \""
              + after
              + "\" is no moment. Expected a date and a time with its offset, such as"
              + " \"2026-12-24T18:00:00+01:00\".");
    }
  }

  private static List<String> gates(GradedMethod method) {
    String prefix = ClassName.of(method.type()) + ".";
    return method
        .own(Requires.class)
        .map(Requires::value)
        .map(names -> Arrays.stream(names).map(prefix::concat).toList())
        .orElse(List.of());
  }

  /** The item of a method, or of a group of cases, with what is in it. */
  private static GradedItem group(GradedItem outer, CaseGroup group) {
    if (outer.points() < 0) {
      throw new GradingException(
          outer.id() + " has cases, and points below 0. Expected points that its cases share.");
    }
    List<OptionalDouble> own = new ArrayList<>();
    group.cases().forEach(one -> own.add(one.settings().points()));
    group.groups().forEach(one -> own.add(one.settings().points()));
    List<Double> shares = PointShares.of(outer.id(), outer.points(), own);
    List<GradedItem> items = new ArrayList<>();
    for (Case one : group.cases()) {
      String name = within(group, one.name());
      items.add(inner(outer, name, shares.get(items.size()), one.settings()));
    }
    for (CaseGroup one : group.groups()) {
      String name = within(group, one.name());
      GradedItem empty = inner(outer, name, shares.get(items.size()), one.settings());
      items.add(group(empty, one));
    }
    return outer.with(items);
  }

  private static String within(CaseGroup group, String name) {
    return group.name().isEmpty() ? name : name.substring(group.name().length() + 1);
  }

  private static GradedItem inner(
      GradedItem outer, String name, double points, CaseSettings settings) {
    return new GradedItem(
        outer.id() + "/" + name,
        outer.name() + "/" + name,
        points,
        outer.extra(),
        settings.aggregation().orElse(outer.aggregation()),
        settings.hidden().map(AssignmentReader::feedback).orElse(outer.feedback()),
        outer.visibleAfter(),
        settings.hint().or(outer::hint),
        List.of(),
        List.of());
  }

  private static Feedback feedback(boolean hidden) {
    return hidden ? Feedback.VERDICT : Feedback.DIFFERENCE;
  }
}
