package org.shaketable.jobs.imports.rows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** An object of JSON as a row: {@code {"eval": {"loss": 1}}} has a column {@code eval.loss}. */
record JsonRow(List<String> columns, List<Object> cells) {

  static JsonRow of(JsonNode object) {
    JsonRow row = new JsonRow(new ArrayList<>(), new ArrayList<>());
    row.add("", object);
    return row;
  }

  private void add(String prefix, JsonNode object) {
    object
        .fields()
        .forEachRemaining(
            field -> {
              JsonNode value = field.getValue();
              if (value.isObject()) {
                add(prefix + field.getKey() + ".", value);
              } else if (value.isNumber() || value.isTextual()) {
                columns.add(prefix + field.getKey());
                cells.add(value.isNumber() ? value.numberValue() : value.textValue());
              }
            });
  }

  void into(RowMapper mapper, String place) {
    mapper.row(columns, cells.toArray(), place);
  }
}
