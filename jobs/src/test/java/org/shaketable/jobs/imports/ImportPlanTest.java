package org.shaketable.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.jobs.imports.mapping.Mapping;

class ImportPlanTest {
  @TempDir Path directory;

  private Mapping mapping(String from, String to) throws IOException {
    String text = Files.readString(Path.of("../conf/import-json-lines.yaml"));
    return Mapping.read(
        Files.writeString(directory.resolve("mapping.yaml"), text.replace(from, to)));
  }

  private static RunSummary run(String name) {
    return new RunSummary(
        name, new TreeMap<>(Map.of("run", name)), List.of(), null, Map.of(), Set.of(), 0, 100);
  }

  /** Two links that lead back double the directories at each level; a pipe waits for a writer. */
  @Test
  @Timeout(20)
  void linksThatLeadBackAndPipesAreNoLogs() throws Exception {
    Path below = Files.createDirectory(directory.resolve("below"));
    Files.writeString(below.resolve("a.csv"), "");
    for (String link : List.of("latest", "again")) {
      Files.createSymbolicLink(below.resolve(link), directory);
    }
    Files.createSymbolicLink(directory.resolve("gone.csv"), Path.of("/nowhere"));
    Files.createSymbolicLink(directory.resolve("linked.csv"), below.resolve("a.csv"));
    assumeTrue(
        new ProcessBuilder("mkfifo", directory.resolve("pipe.csv").toString()).start().waitFor()
            == 0);

    assertThat(FileSearch.find("**/{run}.csv", directory.toString(), new Configuration()))
        .extracting(FoundFile::name)
        .containsExactly("below/a.csv", "linked.csv");
  }

  /** Each becomes the name of a directory, and two that look alike would be two workloads. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          __HIVE_DEFAULT_PARTITION__ | expected another name than the one that stands for none
          e\u0301t\u00e9           | expected letters with their accents in one character
          a\u200db                  | expected characters that can be seen, found U+200D
          """)
  void aRunWhoseWorkloadHasANameThatDirectoriesLackIsLeftOut(String workload, String why)
      throws IOException {
    Mapping mapping = mapping("run: \"{run}\"", "run: \"{run}\"\nworkload: \"{run}\"");

    ImportPlan plan =
        ImportPlan.of(mapping, List.of(run(workload), run("a/b"), run("\u65e5\u672c")), Map.of());

    assertThat(plan.runs()).containsOnlyKeys("a/b", "\u65e5\u672c");
    assertThat(plan.leftOut()).containsOnlyKeys(workload);
    assertThat(plan.leftOut().get(workload))
        .startsWith("its workload's name cannot be one: " + why)
        .endsWith("; let the mapping make it of something else");
  }

  @Test
  void aSweepIsNotNamedByHivesWordForNone() {
    assertThatThrownBy(() -> mapping("sweep: json-lines", "sweep: __HIVE_DEFAULT_PARTITION__"))
        .hasMessageContaining(
            "sweep: expected no word of Hive's, found __HIVE_DEFAULT_PARTITION__");
  }

  private static final String TRIAL =
      """
      condition: "{run}"
      conditions:
        - {is: "clean-{seed}", role: clean}
        - {is: "placebo-{seed}", role: placebo, onset: 50}
        - {is: "noise-{seed}", dimension: DATA, family: noise, magnitude: "1", onset: 50}
      """;

  @Test
  void aPlaceboHasTheStepsOfTheDisturbancesThatItStandsBeside() throws IOException {
    Mapping mapping =
        mapping("evaluations: 10", "evaluations: 10\nreplicate: \"{seed}\"\n" + TRIAL);

    ImportPlan plan =
        ImportPlan.of(mapping, List.of(run("clean-0"), run("placebo-0"), run("noise-0")), Map.of());

    assertThat(plan.leftOut()).isEmpty();
    Window window = plan.runs().get("placebo-0").window();
    assertThat(window).isEqualTo(new Window("steps 50 to 100", 50L, 100L));
    assertThat(plan.runs().get("noise-0").window()).isEqualTo(window);
    assertThat(plan.runs().get("noise-0").exposures().get(0).schedule())
        .isEqualTo(window.schedule());
    assertThat(plan.runs().get("placebo-0").exposures()).isEmpty();
    assertThat(plan.runs().get("clean-0").window()).isEqualTo(new Window("none", null, null));
  }

  @Test
  void aPlaceboBesideNoDisturbanceIsRefused() {
    String trial = TRIAL.replace("role: placebo, onset: 50", "role: placebo");

    assertThatThrownBy(() -> mapping("evaluations: 10", "evaluations: 10\n" + trial))
        .hasMessageContaining(
            "conditions: expected onset and end of placebo 'placebo-{seed}' to be those of a"
                + " disturbance, found steps from 0 to the end");
  }
}
