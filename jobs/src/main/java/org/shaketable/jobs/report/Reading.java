package org.shaketable.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the figures' queries over temporary views that bear the tables' plain names.
 *
 * @param tables versions of the tables that there are, by name
 */
record Reading(SparkSession spark, SortedMap<String, Long> tables, String sweep) {

  /** What the figures came to: sections, or reasons why there is none. */
  record Outcome(List<Section> sections, List<Omission> omissions) {
    /** The result of a query; one without rows if its section was left out. */
    Result result(String figure, String query) {
      return sections.stream()
          .filter(section -> section.id().equals(figure))
          .findFirst()
          .map(section -> section.queries().get(query))
          .orElse(new Result("", List.of(), List.of()));
    }
  }

  Outcome read(List<Figure> figures) {
    List<Section> sections = new ArrayList<>();
    List<Omission> omissions = new ArrayList<>();
    for (Figure figure : figures) {
      Optional<String> missing = missingTable(figure);
      if (missing.isPresent()) {
        omissions.add(omission(figure, "this lake has no table " + missing.get() + " yet"));
        continue;
      }
      Section section = section(figure);
      if (section.queries().values().iterator().next().rows().isEmpty()) {
        omissions.add(omission(figure, figure.whenEmpty()));
      } else {
        sections.add(section);
      }
    }
    return new Outcome(sections, omissions);
  }

  private Optional<String> missingTable(Figure figure) {
    return figure.tables().stream().filter(table -> !tables.containsKey(table)).findFirst();
  }

  private static Omission omission(Figure figure, String reason) {
    return new Omission(figure.id(), figure.title(), reason);
  }

  private Section section(Figure figure) {
    Map<String, Result> results = new LinkedHashMap<>();
    for (Query query : figure.queries()) {
      if (query.table().isPresent() && !tables.containsKey(query.table().get())) {
        continue;
      }
      String sql = query.resolve(sweep, results);
      results.put(query.name(), Result.of(sql, spark.sql(sql)));
    }
    return new Section(figure.id(), figure.title(), figure.sentence(), results);
  }
}
