package org.shaketable.jobs.report;

import java.util.List;
import java.util.Map;

/**
 * All that the report says: {@code report.json} is this record, with {@code schema} raised whenever
 * a key changes its name or meaning. A new section, query or column does not raise it. The page
 * holds the same JSON and draws nothing else.
 *
 * @param schema version of the schema
 * @param sweep the sweep reported on
 * @param generated when it was made, ISO 8601 in UTC
 * @param tables versions of the lake's tables, by name
 * @param headline what broke, from what, how sure
 * @param families units and sources of the families that occur, by name
 * @param sections the figures: for each query its SQL, columns and rows
 * @param omissions the figures left out, with the reason
 */
record Document(
    int schema,
    String sweep,
    String generated,
    Map<String, Long> tables,
    Headline headline,
    Map<String, FamilyNote> families,
    List<Section> sections,
    List<Omission> omissions) {
  static final int SCHEMA = 1;

  /**
   * A family's unit and meaning.
   *
   * @param unit the magnitude's unit
   * @param formula what it does, in one line
   * @param source where it comes from
   */
  record FamilyNote(String unit, String formula, String source) {}
}
