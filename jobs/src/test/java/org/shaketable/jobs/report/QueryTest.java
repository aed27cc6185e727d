package org.shaketable.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.jobs.lake.SweepNote;

class QueryTest {
  @Test
  void theSweepBecomesALiteralThatCannotEndTheString() {
    Query query = new Query("q", "SELECT * FROM runs WHERE sweep = :sweep");

    assertThat(query.resolve("a' OR 'b", Map.of()))
        .isEqualTo("SELECT * FROM runs WHERE sweep = 'a\\' OR \\'b'");
  }

  @Test
  void anEarlierColumnBecomesItsDistinctValues() {
    Result earlier =
        new Result("", List.of("run_id"), List.of(List.of("x"), List.of("y"), List.of("x")));

    assertThat(new Query("q", "run_id IN (:pairs.run_id)").resolve("s", Map.of("pairs", earlier)))
        .isEqualTo("run_id IN ('x', 'y')");
  }

  @Test
  void anEarlierColumnWithoutRowsMatchesNothing() {
    Result earlier = new Result("", List.of("run_id"), List.of());

    assertThat(new Query("q", "run_id IN (:pairs.run_id)").resolve("s", Map.of("pairs", earlier)))
        .isEqualTo("run_id IN (NULL)");
  }

  @Test
  void whatWasPlannedStandsInTheQueryAsRows() {
    Query query = new Query("q", "SELECT * FROM (VALUES :planned) WHERE sweep = :sweep");
    List<SweepNote.Planned> planned =
        List.of(
            new SweepNote.Planned("it's", "clean", 20), new SweepNote.Planned("b", "placebo", 3));

    assertThat(query.resolve("s", planned, Map.of()))
        .isEqualTo(
            "SELECT * FROM (VALUES ('it\\'s', 'clean', 20L), ('b', 'placebo', 3L)) WHERE sweep ="
                + " 's'");
    assertThat(query.resolve("s", Map.of()))
        .contains("(CAST(NULL AS STRING), CAST(NULL AS STRING), CAST(NULL AS BIGINT))");
  }
}
