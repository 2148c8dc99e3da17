package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every type says what it is, and every public member of a public type what it does. */
@Tag("build")
class JavadocTests {
  /**
   * Words that begin no noun: a type's comment that begins with one leaves open what the type is.
   */
  private static final Set<String> NO_NOUNS =
      Set.of(
          ("As How If In Is Of That Those What When Where Whether Which Who Whoever Whom Whose Why"
                  + " Adds Allows Answers Asks Assembles Attaches Begins Builds Calls Checks Closes"
                  + " Collects Compares Compiles Contains Converts Counts Creates Decides"
                  + " Describes Does Drains Ends Enforces Explains Fails Fills Finds Follows Forbids"
                  + " Forwards Gets Gives Goes Has Holds Keeps Kills Knows Launches Lets Lists"
                  + " Loads Looks Makes Moves Notes Opens Parses Passes Prints Puts"
                  + " Reads Records Removes Reports Represents Returns Runs Saves Says See"
                  + " Sees Sends Sets Shows Skips Starts Stops Supplies Takes Tells Tests"
                  + " Tracks Translates Tries Turns Unwinds Waits Walks Watches Wraps Writes")
              .split(" "));

  @Test
  void everyTypeAndEveryPublicMemberHasAComment() throws IOException {
    assertThat(comments().missing).as("places without a Javadoc comment").isEmpty();
  }

  @Test
  void everyTypeIsANoun() throws IOException {
    assertThat(comments().nounless).as("types whose comment does not begin with a noun").isEmpty();
  }

  private static Comments comments() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
      Comments comments = new Comments(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        comments.scan(unit, true);
      }
      return comments;
    }
  }

  /**
   * A collector of declarations without a comment, and of types whose comment does not begin with a
   * noun; the parameter says whether the surroundings are public.
   */
  private static final class Comments extends TreePathScanner<Void, Boolean> {
    private final List<String> missing = new ArrayList<>();
    private final List<String> nounless = new ArrayList<>();
    private final DocTrees docs;

    private Comments(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public Void visitClass(ClassTree type, Boolean visible) {
      if (type.getSimpleName().isEmpty()) {
        return null;
      }
      check(type, type.getSimpleName());
      checkNoun(type);
      boolean published = visible && (isPublic(type.getModifiers()) || isInInterface());
      return super.visitClass(type, published);
    }

    @Override
    public Void visitMethod(MethodTree method, Boolean visible) {
      boolean overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
      if (visible && !overrides && (isPublic(method.getModifiers()) || isInInterface())) {
        check(method, method.getName() + "()");
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Boolean visible) {
      if (visible && (isPublic(field.getModifiers()) || isInInterface())) {
        check(field, field.getName());
      }
      return null;
    }

    private boolean isInInterface() {
      Tree.Kind parent = getCurrentPath().getParentPath().getLeaf().getKind();
      return parent == Tree.Kind.INTERFACE || parent == Tree.Kind.ANNOTATION_TYPE;
    }

    private static boolean isPublic(ModifiersTree modifiers) {
      return modifiers.getFlags().contains(Modifier.PUBLIC)
          || modifiers.getFlags().contains(Modifier.PROTECTED);
    }

    private void check(Tree declaration, CharSequence name) {
      if (docs.getDocComment(getCurrentPath()) == null) {
        missing.add(place(declaration) + " " + name);
      }
    }

    private void checkNoun(ClassTree type) {
      String comment = docs.getDocComment(getCurrentPath());
      if (comment == null) {
        return;
      }
      String first = comment.strip().split("\\W", 2)[0];
      if (NO_NOUNS.contains(first)) {
        nounless.add(place(type) + " " + type.getSimpleName() + ": " + first + " …");
      }
    }

    private String place(Tree declaration) {
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      long start = docs.getSourcePositions().getStartPosition(unit, declaration);
      long line = unit.getLineMap().getLineNumber(start);
      return Path.of(unit.getSourceFile().toUri()).getFileName() + ":" + line;
    }
  }
}
