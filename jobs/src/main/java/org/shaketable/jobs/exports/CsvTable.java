package org.shaketable.jobs.exports;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;

/** A table as one CSV file: lists as JSON, nothing for null, numbers to their last digit. */
final class CsvTable {
  private CsvTable() {}

  static void write(Path file, Dataset<Row> rows) throws IOException {
    Dataset<Row> flat = rows;
    for (StructField field : rows.schema().fields()) {
      if (field.dataType() instanceof ArrayType) {
        flat = flat.withColumn(field.name(), functions.to_json(functions.col(field.name())));
      }
    }
    try (Writer out = Files.newBufferedWriter(file)) {
      CsvWriterSettings settings = new CsvWriterSettings();
      settings.trimValues(false);
      CsvWriter csv = new CsvWriter(out, settings);
      csv.writeHeaders(flat.columns());
      for (Iterator<Row> all = flat.toLocalIterator(); all.hasNext(); ) {
        Row row = all.next();
        Object[] cells = new Object[row.size()];
        for (int i = 0; i < cells.length; i++) {
          cells[i] = row.get(i);
        }
        csv.writeRow(cells);
      }
      csv.flush();
    }
  }
}
