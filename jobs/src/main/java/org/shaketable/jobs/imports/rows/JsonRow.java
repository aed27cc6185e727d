package org.shaketable.jobs.imports.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** An object of JSON as a row: {@code {"eval": {"loss": 1}}} has a column {@code eval.loss}. */
record JsonRow(List<String> columns, List<Object> cells) {
  /** Python writes NaN and Infinity as they are. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder(new JsonFactory())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

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
