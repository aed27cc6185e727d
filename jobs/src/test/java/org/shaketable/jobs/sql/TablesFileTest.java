package org.shaketable.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shaketable.jobs.AnalyzedLake;
import org.shaketable.jobs.TestSession;

class TablesFileTest {
  @Test
  void everyTableThatAnAnalysisWritesIsRegistered() {
    assertThat(new LakeCatalog(TestSession.spark(), AnalyzedLake.lake()).names())
        .containsAll(AnalyzedLake.lake().tables());
  }
}
