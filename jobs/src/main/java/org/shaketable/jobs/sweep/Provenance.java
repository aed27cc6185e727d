package org.shaketable.jobs.sweep;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.jobs.json.Json;

/**
 * Which build trained a run, and on what.
 *
 * @param version the version of Shaketable
 * @param commit the commit of its sources; {@code unknown} outside a checkout
 * @param repeats how equal two equal runs are, in words, of each configuration of a program
 */
record Provenance(String version, String commit, TreeMap<ConfigurationKey, String> repeats)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String CPU = cpu();

  /** That of this process; the launcher hands the commit on. */
  static Provenance here() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return new Provenance(
        Optional.ofNullable(version).orElse("development"),
        // Under spark-submit every property has to be one of Spark's.
        System.getProperty(
            "shaketable.commit", System.getProperty("spark.shaketable.commit", "unknown")),
        new TreeMap<>());
  }

  /** This provenance, saying how equal two equal runs of programs are. */
  Provenance with(TreeMap<ConfigurationKey, String> words) {
    return new Provenance(version, commit, words);
  }

  /** JSON for a run of a configuration trained by this JVM with an engine. */
  String json(String engine, ConfigurationKey configuration) {
    return json(engine, configuration, Optional.empty());
  }

  /** The same, trained on a GPU where one is named. */
  String json(String engine, ConfigurationKey configuration, Optional<String> gpu) {
    return json(engine, Optional.ofNullable(repeats.get(configuration)), gpu);
  }

  /** JSON for a run trained by this JVM with an engine. */
  String json(String engine) {
    return json(engine, Optional.empty(), Optional.empty());
  }

  private String json(String engine, Optional<String> repeated, Optional<String> gpu) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("shaketable", version);
    facts.put("commit", commit);
    facts.put("engine", engine);
    facts.put("java", System.getProperty("java.vm.version"));
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("cpu", CPU);
    gpu.ifPresent(name -> facts.put("gpu", name));
    repeated.ifPresent(words -> facts.put("two_equal_runs", words));
    return Json.text(facts);
  }

  private static String cpu() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      // Only Linux has that file.
      return "unknown";
    }
  }
}
