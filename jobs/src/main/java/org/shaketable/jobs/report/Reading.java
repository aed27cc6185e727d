package org.shaketable.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.Tables;
import org.shaketable.jobs.lake.SweepNote;

/**
 * Runs the figures' queries over temporary views that bear the tables' plain names.
 *
 * @param tables versions of the tables that there are, by name
 * @param planned what the sweep noted of the runs that it asks for
 */
record Reading(
    SparkSession spark,
    SortedMap<String, Long> tables,
    String sweep,
    List<SweepNote.Planned> planned) {

  private static final int READERS = 4;

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
    Map<Figure, Section> read = sections(figures);
    for (Figure figure : figures) {
      Optional<String> missing = missingTable(figure);
      if (missing.isPresent()) {
        omissions.add(omission(figure, absent(missing.get())));
      } else if (read.get(figure).empty()) {
        omissions.add(omission(figure, figure.whenEmpty()));
      } else {
        sections.add(read.get(figure));
      }
    }
    return new Outcome(sections, omissions);
  }

  /** Several figures at a time: most of a small query's time is its planning, on one thread. */
  private Map<Figure, Section> sections(List<Figure> figures) {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      Map<Figure, CompletableFuture<Section>> reading = new LinkedHashMap<>();
      figures.stream()
          .filter(figure -> missingTable(figure).isEmpty())
          .forEach(
              figure ->
                  reading.put(
                      figure, CompletableFuture.supplyAsync(() -> section(figure), readers)));
      Map<Figure, Section> sections = new LinkedHashMap<>();
      reading.forEach((figure, section) -> sections.put(figure, section.join()));
      return sections;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      readers.shutdown();
    }
  }

  private Optional<String> missingTable(Figure figure) {
    return figure.tables().stream().filter(table -> !tables.containsKey(table)).findFirst();
  }

  /** Why a table is not there: some never are, but in lakes of their kind. */
  private static String absent(String table) {
    return Tables.ALL.stream()
        .filter(known -> known.name().equals(table) && known.isOptional())
        .findFirst()
        .map(known -> "only lakes that %s have table %s".formatted(known.onlyLakesThat(), table))
        .orElse("this lake has no table %s yet".formatted(table));
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
      String sql = query.resolve(sweep, planned, results);
      Result result = Result.of(sql, spark.sql(sql));
      results.put(query.name(), result);
      if (results.size() == 1 && result.rows().isEmpty()) {
        break; // The figure is left out.
      }
    }
    return new Section(figure.id(), figure.title(), figure.sentence(), results);
  }
}
