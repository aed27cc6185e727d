package org.shaketable.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
