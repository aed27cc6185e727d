package org.shaketable.jobs.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.files.WholeFile;
import org.shaketable.jobs.json.Json;
import org.shaketable.jobs.lake.DriverRows;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.SmallLake;
import org.shaketable.jobs.lake.SweepNote;
import org.shaketable.jobs.report.Document.FamilyNote;
import org.shaketable.perturbation.Families;

/** Writes what the tables say about a sweep: a page, its numbers and a picture. */
public final class Report {
  private Report() {}

  /**
   * Writes {@code index.html}, {@code report.json} and {@code summary.svg}; puts them in the place
   * of older ones.
   *
   * @param sweep the sweep; empty for the only one there is
   * @param out a directory; made if need be
   * @return the numbers on top of the page
   * @throws Mistake when the sweep is not there or the directory cannot be written
   */
  public static Headline write(SparkSession spark, Lake lake, Optional<String> sweep, Path out) {
    make(out);
    Document document = read(spark, lake, sweep);
    write(document, out);
    return document.headline();
  }

  /**
   * Writes the same, and beside it what a paper needs: each table as CSV and LaTeX and, where
   * Chromium is installed, each figure as SVG.
   *
   * @param tables a directory; made if need be
   * @throws Mistake as {@link #write}
   */
  public static PaperFiles writeWithTables(
      SparkSession spark, Lake lake, Optional<String> sweep, Path out, Path tables) {
    make(out);
    Document document = read(spark, lake, sweep);
    write(document, out);
    return PaperFiles.write(document, out.resolve("index.html"), tables);
  }

  /** Before the tables are read, which takes longer. */
  private static void make(Path out) {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw unwritable(out, e);
    }
  }

  private static Mistake unwritable(Path out, IOException e) {
    return new Mistake(
        "Cannot write report %s: %s; give a directory that you may write with --out"
            .formatted(out, e),
        e);
  }

  private static void write(Document document, Path out) {
    String json = Json.text(document);
    String picture = Summary.svg(document);
    String page = Page.render(document, json);
    try {
      WholeFile.write(out.resolve("report.json"), json);
      WholeFile.write(out.resolve("summary.svg"), picture);
      WholeFile.write(out.resolve("index.html"), page);
    } catch (IOException e) {
      throw unwritable(out, e);
    }
  }

  /**
   * What a figure draws is small: where it comes in one piece, Spark need not run a query twice to
   * find out how to cut its sorted rows.
   */
  private static SparkSession session(SparkSession spark) {
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.shuffle.partitions", 1);
    return session;
  }

  private static Document read(SparkSession spark, Lake lake, Optional<String> sweep) {
    SparkSession session = session(spark);
    boolean small = SmallLake.is(lake);
    Supplier<Document> read = () -> read(session, lake.in(session), sweep, small);
    return small ? SmallLake.during(List.of(spark, session), read) : read.get();
  }

  private static Document read(
      SparkSession spark, Lake lake, Optional<String> sweep, boolean small) {
    Set<String> read = Figures.tables();
    List<String> there = lake.tables();
    List<SourceTable> sources =
        there.stream()
            .filter(read::contains)
            .map(table -> SourceTable.of(lake, table, small))
            .toList();
    SortedMap<String, Long> tables = new TreeMap<>();
    sources.forEach(source -> tables.put(source.name(), source.version()));
    there.forEach(table -> tables.computeIfAbsent(table, lake::version));
    String name = sweep(lake, sources, sweep);
    Map<String, DriverRows> told = new ConcurrentHashMap<>();
    sources.parallelStream()
        .forEach(source -> source.view(name).ifPresent(rows -> told.put(source.name(), rows)));
    OneAnalysis analysis = new OneAnalysis(lake, name);
    analysis.require(told);
    Reading.Outcome outcome =
        new Reading(spark, tables, name, planned(lake, name)).read(Figures.ALL);
    analysis.requireUnchanged(tables);
    Headline headline =
        Headline.of(
            outcome.result("outcomes", "outcomes"),
            outcome.result("dimensions", "dimensions"),
            outcome.result("fragile", "fragile"),
            outcome.result("sensitivity", "edges"),
            outcome.result("sensitivity", "grid"),
            outcome.result("claims", "claims"),
            outcome.result("claims", "otherwise"));
    return new Document(
        Document.SCHEMA,
        name,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        tables,
        headline,
        families(),
        outcome.sections(),
        outcome.omissions());
  }

  private static List<SweepNote.Planned> planned(Lake lake, String sweep) {
    return SweepNote.of(lake).stream()
        .filter(note -> note.sweep().equals(sweep))
        .flatMap(note -> note.planned().stream())
        .toList();
  }

  private static String sweep(Lake lake, List<SourceTable> sources, Optional<String> asked) {
    List<String> sweeps =
        sources.stream()
            .filter(source -> source.name().equals("runs"))
            .flatMap(source -> source.sweeps().stream())
            .toList();
    if (asked.isPresent() ? sweeps.contains(asked.get()) : sweeps.size() == 1) {
      return asked.orElseGet(() -> sweeps.get(0));
    }
    throw new Mistake(
        sweeps.isEmpty()
            ? "Cannot report on lake %s: it has no runs; train some with `shaketable sweep`"
                .formatted(lake)
            : "Invalid sweep: expected one of %s, found %s; name one with --sweep"
                .formatted(String.join(", ", sweeps), asked.orElse("none")));
  }

  private static Map<String, FamilyNote> families() {
    return Families.all().stream()
        .map(Families.Entry::family)
        .collect(
            Collectors.toMap(
                family -> family.name(),
                family -> new FamilyNote(family.unit(), family.formula(), family.source()),
                (a, b) -> a,
                TreeMap::new));
  }
}
