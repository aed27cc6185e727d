package org.shaketable.perturbation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the page is all it takes: one file, and its name in the permits clause. */
class NewFamilyTest {
  private static final Path SOURCES = Path.of("src/main/java/org/shaketable/perturbation");

  @TempDir Path directory;

  @Test
  void oneFileAndOneRegistrationMakeAFamily() throws Exception {
    Path sources = Files.createDirectory(directory.resolve("sources"));
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        Files.copy(file, sources.resolve(file.getFileName()));
      }
    }
    Files.writeString(sources.resolve("GradientShrink.java"), example());
    Path registry = sources.resolve("Perturbation.java");
    Files.writeString(
        registry,
        Files.readString(registry)
            .replace("GradientSignFlip,", "GradientShrink, GradientSignFlip,"));

    assertThat(named(compiled(sources)))
        .contains("gradient-shrink")
        .hasSize(Families.all().size() + 1);
  }

  /** The first block of Java on the page. */
  private static String example() {
    String page = FamilyReference.markdown();
    int from = page.indexOf("```java\n") + "```java\n".length();
    return page.substring(from, page.indexOf("```", from));
  }

  private Path compiled(Path sources) throws IOException {
    Path classes = Files.createDirectory(directory.resolve("classes"));
    try (Stream<Path> files = Files.list(sources)) {
      String[] arguments =
          Stream.concat(
                  Stream.of(
                      "-proc:none",
                      "-nowarn",
                      "-d",
                      classes.toString(),
                      "-cp",
                      System.getProperty("java.class.path")),
                  files.map(Path::toString))
              .toArray(String[]::new);
      assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    }
    return classes;
  }

  /** The names of the families that a build has. */
  private static List<String> named(Path classes) throws Exception {
    URL[] own = {classes.toUri().toURL(), location(org.shaketable.random.RandomStream.class)};
    try (URLClassLoader loader = new URLClassLoader(own, ClassLoader.getPlatformClassLoader())) {
      Method markdown =
          loader.loadClass("org.shaketable.perturbation.FamilyReference").getMethod("markdown");
      return ((String) markdown.invoke(null))
          .lines()
          .filter(line -> line.startsWith("### "))
          .map(line -> line.substring(4))
          .toList();
    }
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
