package org.shaketable.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {
  @Test
  void semicolonsInQuotesAndCommentsEndNothing() {
    assertThat(
            Statements.of(
                """
                -- first; of two
                SELECT 'a;b' AS `c;d`; /* no; */ SELECT "x;𝛼";
                """))
        .isEqualTo(
            new Statements(
                java.util.List.of(
                    "-- first; of two\nSELECT 'a;b' AS `c;d`", "/* no; */ SELECT \"x;𝛼\""),
                ""));
  }

  @Test
  void whatIsNotEndedIsTheRest() {
    assertThat(Statements.of("SELECT 1; SELECT\n2").rest()).isEqualTo("SELECT\n2");
    assertThat(Statements.of(";; -- nothing\n").rest()).isEmpty();
    assertThat(Statements.of(";;").complete()).isEmpty();
  }
}
