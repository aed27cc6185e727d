package org.shaketable.jobs.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files for Kubernetes, as far as can be said without one: it was never run there. */
class KubernetesTest {
  private static final Path CONF = Path.of("../conf");

  private static StructuralSchema schema() throws IOException {
    try (InputStream in =
        KubernetesTest.class.getResourceAsStream("scheduled-spark-application.json")) {
      return new StructuralSchema(new ObjectMapper().readTree(in).path("openAPIV3Schema"));
    }
  }

  private static String manifest() throws IOException {
    return Files.readString(CONF.resolve("nightly-kubernetes.yaml"));
  }

  private static List<String> faults(String manifest) throws IOException {
    // Jackson leaves anchors as they are.
    Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(manifest);
    JsonNode object = new ObjectMapper().valueToTree(read);
    return schema().faults(object);
  }

  @Test
  void theManifestFitsTheSchemaOfItsKind() throws IOException {
    assertThat(faults(manifest())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "concurrencyPolicy:, concurencyPolicy:, /spec/concurencyPolicy: no such key",
    "schedule:, when:, /spec: lacks schedule",
    "type: Never, type: Seldom, /spec/template/restartPolicy/type: expected",
    "cores: 1, cores: one, /spec/template/driver/cores: expected integer",
    "value: \"1\", value: 1, /spec/template/driver/env[0]/value: expected string",
    "mountPath: /nights, mountpath: /nights, /spec/template/driver/volumeMounts[0]/mountpath: no"
        + " such key"
  })
  void aManifestWithAFaultDoesNot(String word, String other, String fault) throws IOException {
    assertThat(manifest()).contains(word);
    assertThat(faults(manifest().replaceFirst(word, other)))
        .anySatisfy(line -> assertThat(line).startsWith(fault));
  }

  /** The image's own files, and the classes that the manifest starts. */
  @Test
  void whatTheImageCopiesIsWhatTheBuildMakes() throws IOException {
    List<String> copied =
        Files.readAllLines(CONF.resolve("Dockerfile")).stream()
            .flatMap(line -> Stream.of(line.split("\\s+", -1)))
            .filter(word -> word.startsWith("jobs/target/spark/jars/"))
            .map(word -> word.substring("jobs/target/spark/jars/".length()))
            .toList();
    assertThat(copied).hasSizeGreaterThan(3);
    List<String> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(jar -> Path.of(jar).getFileName().toString())
            .toList();
    assertThat(copied)
        .allSatisfy(
            name ->
                assertThat(classPath)
                    .anyMatch(jar -> jar.matches(name.replace(".", "\\.").replace("*", ".*"))));
    assertThat(manifest()).contains("mainClass: org.shaketable.jobs.cli.Shaketable\n");
  }

  /** By a linter of the npm registry. */
  @Test
  @Tag("places")
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void theRecipeOfTheImageHasNoFaultThatALinterFinds() throws Exception {
    ProcessBuilder lint =
        new ProcessBuilder(
                "npm",
                "exec",
                "--yes",
                "--",
                "dockerfilelint@1.8.0",
                "--output",
                "json",
                CONF.resolve("Dockerfile").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process;
    try {
      process = lint.start();
    } catch (IOException e) {
      assumeTrue(false, "npm is not installed");
      return;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(new ObjectMapper().readTree(said).path("totalIssues").asInt(-1)).as(said).isZero();
  }
}
