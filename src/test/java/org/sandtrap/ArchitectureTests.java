package org.sandtrap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The map of the house: which package may use which, and which library is used where. */
class ArchitectureTests {
  private static final String ROOT = "org.sandtrap";

  /** The packages and what each may use, the lowest first; "" is the root package. */
  private static final Map<String, List<String>> MAP = map();

  /** The packages that are no API. */
  private static final Set<String> ROOMS =
      Set.of(
          "trace.decode",
          "unwind",
          "tracer.binding",
          "tracer.turn",
          "tracer.stream",
          "tracer.watch",
          "tracer.cgroup",
          "tracer.look",
          "tracer.module",
          "tracer",
          "tracer.host",
          "launch",
          "confinement",
          "message");

  /** What may print: the copy of a program's output to ours, and commands. */
  private static final Set<String> PRINTERS =
      Set.of(
          ROOT + ".tracer.stream.StreamOutput",
          ROOT + ".HostSupport",
          ROOT + ".report.GradeReport");

  private static final JavaClasses OURS =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  private static Map<String, List<String>> map() {
    Map<String, List<String>> map = new LinkedHashMap<>();
    map.put("syscall", List.of());
    map.put("unwind", List.of());
    map.put("code", List.of("unwind"));
    map.put("limit", List.of("syscall"));
    map.put("isolation", List.of());
    map.put("trace.value", List.of());
    map.put("trace.store", List.of("syscall"));
    map.put("trace.decode", List.of("syscall", "trace.value", "trace.store"));
    map.put(
        "trace", List.of("syscall", "limit", "code", "trace.value", "trace.store", "trace.decode"));
    map.put(
        "policy",
        List.of("syscall", "limit", "trace.value", "trace.store", "trace.decode", "trace"));
    map.put("module", List.copyOf(map.keySet()));
    map.put("tracer.binding", List.copyOf(map.keySet()));
    map.put("tracer.turn", List.of("tracer.binding", "syscall"));
    map.put("tracer.stream", List.of("tracer.binding", "syscall"));
    map.put("tracer.watch", List.of("tracer.binding", "syscall", "limit", "policy"));
    map.put("tracer.cgroup", List.of("tracer.binding", "tracer.watch", "syscall", "limit"));
    map.put("tracer.look", List.of("tracer.binding", "syscall", "trace.decode", "trace", "policy"));
    map.put("tracer.module", List.copyOf(map.keySet()));
    map.put("tracer", List.copyOf(map.keySet()));
    map.put("tracer.host", List.copyOf(map.keySet()));
    map.put("launch", List.copyOf(map.keySet()));
    map.put("confinement", List.copyOf(map.keySet()));
    map.put("", List.copyOf(map.keySet()));
    map.put("message", List.copyOf(map.keySet()));
    List<String> messageAndBelow = List.copyOf(map.keySet());
    map.put("assertion", messageAndBelow);
    map.put("profile", messageAndBelow);
    map.put("grade.check", messageAndBelow);
    map.put("grade.compile", messageAndBelow);
    map.put("grade.cases", List.copyOf(map.keySet()));
    map.put("grade", List.copyOf(map.keySet()));
    map.put("report", List.copyOf(map.keySet()));
    map.put("junit", List.copyOf(map.keySet()));
    map.put("junit.grade", List.copyOf(map.keySet()));
    return map;
  }

  @Test
  void everyPackageUsesOnlyWhatTheMapAllows() {
    LayeredArchitecture layers =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String name : MAP.keySet()) {
      layers = layers.layer(layer(name)).definedBy(packages(name));
    }
    for (Map.Entry<String, List<String>> entry : MAP.entrySet()) {
      String[] allowed =
          entry.getValue().stream().map(ArchitectureTests::layer).toArray(String[]::new);
      var place = layers.whereLayer(layer(entry.getKey()));
      layers =
          allowed.length == 0 ? place.mayNotAccessAnyLayer() : place.mayOnlyAccessLayers(allowed);
    }
    layers.check(OURS);
  }

  @Test
  void everyClassIsInAPackageOfTheMap() {
    String[] known = MAP.keySet().stream().map(ArchitectureTests::packages).toArray(String[]::new);
    classes().should().resideInAnyPackage(known).check(OURS);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(OURS);
  }

  @Test
  void onlyTheBindingUsesJna() {
    onlyIn(Set.of("tracer.binding"), "com.sun.jna..");
  }

  /** What a user cannot name in a call, no user comes to depend on. */
  @Test
  void noPublishedSignatureNamesARoomThatIsNoApi() {
    List<String> leaks =
        OURS.stream()
            .filter(type -> !isInARoom(type) && isPublished(type))
            .flatMap(type -> type.getMembers().stream())
            .filter(ArchitectureTests::isPublished)
            .filter(member -> involved(member).anyMatch(ArchitectureTests::isInARoom))
            .map(JavaMember::getFullName)
            .toList();
    assertThat(leaks).as("published members that name a room which is no API").isEmpty();
  }

  @Test
  @Tag("build")
  void theMapOfTheRootPackageShowsEveryPackageInTheOrderOfTheMap() throws IOException {
    String map =
        Files.readString(Path.of("src", "main", "java", "org", "sandtrap", "package-info.java"));
    List<String> shown =
        Pattern.compile("<li>(?:<i>)?\\{@code org\\.sandtrap\\.?([a-z.]*)}(</i>)?")
            .matcher(map)
            .results()
            .map(match -> match.group(1) + (match.group(2) == null ? "" : " is no API"))
            .toList();
    Set<String> existing = OURS.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(shown)
        .containsExactlyElementsOf(
            MAP.keySet().stream()
                .filter(name -> existing.contains(name.isEmpty() ? ROOT : ROOT + "." + name))
                .map(name -> name + (ROOMS.contains(name) ? " is no API" : ""))
                .toList());
  }

  @Test
  void onlyTheJunitPackageUsesJunit() {
    onlyIn(Set.of("junit", "junit.grade"), "org.junit..", "org.opentest4j..");
  }

  @Test
  void everyPackageButTheMechanismIsMarkedAsApiWithoutNulls() throws ClassNotFoundException {
    for (String name :
        Set.of(
            "",
            ".syscall",
            ".limit",
            ".isolation",
            ".trace.value",
            ".trace",
            ".policy",
            ".assertion",
            ".grade",
            ".grade.cases",
            ".grade.check",
            ".grade.compile",
            ".report",
            ".junit",
            ".junit.grade")) {
      Class<?> type = Class.forName("org.sandtrap" + name + ".package-info");
      assertThat(type.isAnnotationPresent(NullMarked.class)).as(type.getName()).isTrue();
      assertThat(type.getAnnotation(API.class).status()).as(type.getName()).isNotNull();
    }
  }

  @Test
  void onlyTheAssertionsUseAssertj() {
    onlyIn(Set.of("assertion"), "org.assertj..");
  }

  @Test
  void assertionsFailInOnePlace() {
    noClasses()
        .that(DescribedPredicate.not(JavaClass.Predicates.simpleName("AbstractSandtrapAssert")))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "it makes a failure of AssertJ",
                call ->
                    call.getTarget().getName().matches("fail.*|throwAssertionError|assertionError")
                        && call.getTargetOwner().isAssignableTo(AbstractAssert.class)))
        .check(OURS);
  }

  @Test
  void onlyTheReportsAndTheCheckOfJsonUseJackson() {
    onlyIn(Set.of("report", "grade.check"), "tools.jackson..", "com.fasterxml.jackson..");
  }

  @Test
  void onlyTheCasesUseYaml() {
    onlyIn(Set.of("grade.cases"), "org.snakeyaml..");
  }

  @Test
  void nothingOfJunitsInternalsIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.junit.platform.commons.util..")
        .check(OURS);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses().that(haveAnEmptyName()).should().resideInAPackage("..").check(OURS);
  }

  @Test
  void nothingIsPrinted() {
    noClasses()
        .that(DescribedPredicate.not(arePrinters()))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(OURS);
  }

  @Test
  void nothingIsLogged() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(System.Logger.class)
        .check(OURS);
  }

  private static void onlyIn(Set<String> homes, String... libraries) {
    String[] packages = homes.stream().map(ArchitectureTests::packages).toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(OURS);
  }

  private static Stream<JavaClass> involved(JavaMember member) {
    if (member instanceof JavaField field) {
      return field.getType().getAllInvolvedRawTypes().stream();
    }
    JavaCodeUnit code = (JavaCodeUnit) member;
    return Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream())
        .flatMap(type -> type.getAllInvolvedRawTypes().stream());
  }

  private static boolean isInARoom(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT + ".") && ROOMS.contains(name.substring(ROOT.length() + 1));
  }

  private static boolean isPublished(JavaClass type) {
    boolean open = type.getModifiers().contains(JavaModifier.PUBLIC);
    return open && type.getEnclosingClass().map(ArchitectureTests::isPublished).orElse(true);
  }

  private static boolean isPublished(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static String layer(String name) {
    return name.isEmpty() ? "root" : name;
  }

  private static String packages(String name) {
    return name.isEmpty() ? ROOT : ROOT + "." + name;
  }

  private static DescribedPredicate<JavaClass> arePrinters() {
    return DescribedPredicate.describe(
        "copy output on request", type -> PRINTERS.contains(type.getName()));
  }

  /** Names that fit everything and so say nothing: as a package, or at the end of a class name. */
  private static DescribedPredicate<JavaClass> haveAnEmptyName() {
    String words = "util|common|core|impl|helper|manager|internal";
    String ofPackage = "(.*\\.)?(" + words + ")s?(\\..*)?";
    String ofClass = "(?:.*[a-z0-9])?(?:Util|Common|Core|Impl|Helper|Manager|Internal)s?";
    return DescribedPredicate.describe(
        "are named " + words,
        type -> type.getPackageName().matches(ofPackage) || type.getSimpleName().matches(ofClass));
  }

  /** Every package is a slice, the root package too. */
  private static final class ByPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
