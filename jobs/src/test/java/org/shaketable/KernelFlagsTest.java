package org.shaketable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiler's commands name packages and classes: they follow the code when it moves. */
class KernelFlagsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern COMMAND =
      Pattern.compile("-XX:CompileCommand=(?:dontinline|inline),([\\w.*]+)::\\*");

  /** Pieces of the loops of {@code NormalBlocks}, which have to be inlined into them. */
  private static final List<String> INLINED = List.of("org.shaketable.random.NormalLanes");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs/bin/shaketable",
        "conf/local.conf",
        "conf/cluster.conf",
        "conf/yarn.conf",
        "conf/kubernetes.conf",
        "conf/nightly-kubernetes.yaml",
        "training/pom.xml"
      })
  @Retention(RetentionPolicy.RUNTIME)
  private @interface InEveryPlaceThatStartsAJvm {}

  private static List<String> commands(Path file) throws IOException {
    return COMMAND.matcher(Files.readString(file)).results().map(m -> m.group()).toList();
  }

  private static List<String> reference() throws IOException {
    return commands(
        ROOT.resolve(
            "training/src/main/java/org/shaketable/training/arithmetic/package-info.java"));
  }

  /** The files of the main classes of both modules that have kernels. */
  private static List<Path> classes() throws IOException {
    try (Stream<Path> perturbation = Files.walk(ROOT.resolve("perturbation/src/main/java"));
        Stream<Path> training = Files.walk(ROOT.resolve("training/src/main/java"))) {
      return Stream.concat(perturbation, training)
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList();
    }
  }

  private static String name(Path file) {
    String path = file.toString().replace('\\', '/');
    String inside = path.substring(path.indexOf("/java/") + "/java/".length());
    return inside.replace(".java", "").replace('/', '.');
  }

  private static boolean names(String command, String type) {
    String pattern = COMMAND.matcher(command).replaceFirst("$1");
    return type.matches(pattern.replace(".", "\\.").replace("*", ".*"));
  }

  @InEveryPlaceThatStartsAJvm
  void theSameCommandsAreGivenInTheSameOrder(String file) throws IOException {
    List<String> given = commands(ROOT.resolve(file));
    int each = reference().size();
    assertThat(given).isNotEmpty();
    for (int from = 0; from < given.size(); from += each) {
      assertThat(given.subList(from, Math.min(from + each, given.size()))).isEqualTo(reference());
    }
  }

  /** Where loads and stores ask, products with 16 registers are a fifth slower. */
  @InEveryPlaceThatStartsAJvm
  void kernelsAloneAskWhetherTheirArraysSuffice(String file) throws IOException {
    String text = Files.readString(ROOT.resolve(file));
    assertThat(text.split("-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0", -1))
        .hasSameSizeAs(text.split("-XX:CompileCommand=quiet", -1));
  }

  /** The report of 60 settings took 49.7 MB of code, of 48 that the JVM gives such a compiler. */
  @Test
  void whereTheFirstCompilerIsAloneItsCodeHasRoom() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("jobs/bin/shaketable")))
        .filteredOn(line -> line.contains("TieredStopAtLevel=1"))
        .isNotEmpty()
        .allMatch(line -> line.contains("-XX:ReservedCodeCacheSize=240m"));
  }

  @Test
  void everyCommandNamesCodeThatExists() throws IOException {
    List<String> types = classes().stream().map(KernelFlagsTest::name).toList();
    assertThat(reference())
        .hasSize(5)
        .allSatisfy(
            command -> assertThat(types).as(command).anyMatch(type -> names(command, type)));
  }

  @Test
  void everyClassWithLoopsOfVectorsIsNamed() throws IOException {
    for (Path file : classes()) {
      String type = name(file);
      if (INLINED.contains(type) || !Files.readString(file).contains("jdk.incubator.vector")) {
        continue;
      }
      assertThat(reference()).as(type).anyMatch(command -> names(command, type));
    }
  }
}
