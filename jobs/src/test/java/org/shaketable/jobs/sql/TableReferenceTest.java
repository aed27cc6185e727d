package org.shaketable.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.Tables;
import org.shaketable.analytics.table.TableDefinition;

/** Run with {@code -Dtables.write=true} to write page and statements anew. */
class TableReferenceTest {
  private static final Path PAGE = Path.of("../analytics/TABLES.md");
  private static final Path STATEMENTS = Path.of("../conf/tables.sql");

  @Test
  void theCommittedPageIsWhatTheRecordsSay() throws IOException {
    if (Boolean.getBoolean("tables.write")) {
      Files.writeString(PAGE, TableReference.markdown());
    }
    assertThat(PAGE).content().isEqualTo(TableReference.markdown());
  }

  @Test
  void theCommittedStatementsRegisterWhatTheRecordsSay() throws IOException {
    String file = Files.readString(STATEMENTS);
    if (Boolean.getBoolean("tables.write")) {
      Files.writeString(STATEMENTS, TableStatements.in(file));
    }
    assertThat(STATEMENTS).content().isEqualTo(TableStatements.in(file));
  }

  @Test
  void aFileWithoutItsTwoMarksIsRefused() {
    assertThatThrownBy(() -> TableStatements.in("CREATE VIEW v AS SELECT 1;"))
        .hasMessageStartingWith("Invalid conf/tables.sql: expected the lines '-- Tables");
  }

  @Test
  void everyTableHasItsSection() {
    assertThat(TableReference.markdown().lines().filter(line -> line.startsWith("### ")))
        .containsExactlyElementsOf(
            Tables.ALL.stream().map(TableDefinition::name).map(name -> "### " + name).toList());
  }

  @Test
  void fieldsOfStructsStandBelowTheirColumn() {
    assertThat(TableReference.markdown())
        .contains(
            "| `exposures` | array of struct |", "| `exposures.onset_step` | bigint | steps |");
  }
}
