package org.shaketable.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.jobs.cli.Shaketable;
import picocli.CommandLine;

/** The one jar for spark-submit, against the jars it was made of and those that Spark provides. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShadedJarTest {
  private static final Path JAR = Path.of("target", "shaketable.jar");
  private static final Path OURS = Path.of("target", "lib");
  private static final Path SPARK = Path.of("target", "spark", "jars");

  private final List<String> entries = entries(JAR);

  @Test
  void noEntryIsThereTwice() {
    assertThat(entries).doesNotHaveDuplicates();
  }

  @Test
  void noClassIsOneOfThoseThatSparkProvides() throws IOException {
    Set<String> classes = classes(entries).collect(Collectors.toSet());
    for (Path jar : jars(SPARK)) {
      assertThat(classes(entries(jar)).filter(classes::contains)).as(jar.toString()).isEmpty();
    }
  }

  @Test
  void eachClassOfTheRestIsThereAndComesFromOneJar() throws IOException {
    Set<String> provided = new HashSet<>();
    for (Path jar : jars(SPARK)) {
      classes(entries(jar)).forEach(provided::add);
    }
    Map<String, Path> sources = new HashMap<>();
    for (Path jar : jars(OURS)) {
      classes(entries(jar))
          .filter(name -> !provided.contains(name))
          .forEach(
              name -> assertThat(sources.put(name, jar)).as("%s, in %s too", name, jar).isNull());
    }
    assertThat(entries).containsAll(sources.keySet());
  }

  @Test
  void nativeLibrariesAreThoseOfOnePlatform() {
    List<String> natives =
        entries.stream().filter(name -> name.matches(".*\\.(so|dll|dylib|jnilib)[.0-9]*")).toList();

    assertThat(natives)
        .anyMatch(name -> name.endsWith("libnd4jcpu.so"))
        .allMatch(name -> name.toLowerCase(Locale.ROOT).matches(".*linux.?x86.64.*"));
  }

  @Test
  void servicesOfAllJarsAreMerged() throws IOException {
    for (Path jar : jars(OURS)) {
      for (String name : entries(jar)) {
        if (name.startsWith("META-INF/services/") && !name.endsWith("/")) {
          assertThat(providers(JAR, name)).as(name).containsAll(providers(jar, name));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsAvailable(String command) throws Exception {
    assertThat(run((command + " --help").split(" ", -1))).isZero();
  }

  /** Those of the launcher, with those below them. */
  static List<String> commands() {
    List<String> commands = new ArrayList<>();
    addCommands("", new CommandLine(new Shaketable()), commands);
    assertThat(commands).contains("sweep", "nightly", "serve", "bench overhead");
    return commands;
  }

  private static void addCommands(String prefix, CommandLine line, List<String> commands) {
    line.getSubcommands()
        .forEach(
            (name, below) -> {
              commands.add(prefix + name);
              addCommands(prefix + name + " ", below, commands);
            });
  }

  /** YAML is read, so Jackson of Spark and Jackson's YAML of the jar understand each other. */
  @Test
  void aPlanIsMadeFromTheJarAlone() throws Exception {
    assertThat(run("plan", "../conf/check.yaml", "--lake", "target/no-such-lake")).isZero();
  }

  /** Spark's jars in one class loader, the jar in one below it, as spark-submit has them. */
  private static int run(String... arguments) throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    // Left open: Hadoop's shutdown hooks load classes when the process ends.
    ClassLoader spark = new URLClassLoader(urls(jars(SPARK)), ClassLoader.getPlatformClassLoader());
    ClassLoader ours = new URLClassLoader(urls(List.of(JAR)), spark);
    try {
      Thread.currentThread().setContextClassLoader(ours);
      Method run =
          ours.loadClass("org.shaketable.jobs.cli.Shaketable")
              .getDeclaredMethod("run", String[].class);
      run.setAccessible(true);
      return (int) run.invoke(null, (Object) arguments);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static URL[] urls(List<Path> jars) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static List<String> entries(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + jar + ": run `mvn package` first", e);
    }
  }

  private static Stream<String> classes(List<String> entries) {
    return entries.stream()
        .filter(name -> name.endsWith(".class"))
        .filter(name -> !name.startsWith("META-INF/") && !name.equals("module-info.class"));
  }

  private static Set<String> providers(Path jar, String service) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(service))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .collect(Collectors.toSet());
    }
  }
}
