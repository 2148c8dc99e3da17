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
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every type says what it is, and every public member of a public type what it does. */
@Tag("build")
class JavadocTests {
  @Test
  void everyTypeAndEveryPublicMemberHasAComment() throws IOException {
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
      Uncommented uncommented = new Uncommented(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        uncommented.scan(unit, true);
      }
      assertThat(uncommented.found).as("places without a Javadoc comment").isEmpty();
    }
  }

  /**
   * Collects the declarations without a comment; the parameter tells whether the surroundings are
   * public.
   */
  private static final class Uncommented extends TreePathScanner<Void, Boolean> {
    private final List<String> found = new ArrayList<>();
    private final DocTrees docs;

    private Uncommented(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public Void visitClass(ClassTree type, Boolean visible) {
      if (type.getSimpleName().isEmpty()) {
        return null;
      }
      check(type, type.getSimpleName());
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
        CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
        long start = docs.getSourcePositions().getStartPosition(unit, declaration);
        long line = unit.getLineMap().getLineNumber(start);
        found.add(Path.of(unit.getSourceFile().toUri()).getFileName() + ":" + line + " " + name);
      }
    }
  }
}
