package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recipe of the manual stands by itself: with the lines that the page begins with it compiles.
 */
@Tag("build")
class RecipeTests {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void eachCompilesWithoutTheOthers(@TempDir Path classes) throws Exception {
    String page = Files.readString(Path.of("src/site/markdown/recipes.md"));
    List<String> blocks = JAVA.matcher(page).results().map(found -> found.group(1)).toList();
    assertThat(blocks).hasSizeGreaterThan(15);
    List<Source> sources =
        IntStream.range(1, blocks.size())
            .mapToObj(i -> new Source("recipe" + i, blocks.get(0) + blocks.get(i) + "}\n"))
            .toList();
    StringWriter errors = new StringWriter();
    List<String> options =
        List.of("-proc:none", "-d", "" + classes, "-cp", System.getProperty("java.class.path"));
    boolean good =
        ToolProvider.getSystemJavaCompiler()
            .getTask(errors, null, null, options, null, sources)
            .call();
    assertThat(good).as("%s", errors).isTrue();
  }

  /** A class in a package of its own, so that one compiler takes all recipes. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + "/RecipesTest.java"), Kind.SOURCE);
      this.text = text.replace("package cli;", "package " + name + ";");
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
