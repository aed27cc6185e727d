package org.shaketable.jobs.report;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.AnalyzedLake;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sql.LakeQuery;

class ReportTest {
  private static final SparkSession SPARK = TestSession.spark();
  @TempDir static Path directory;
  private static Lake lake;
  private static Path out;
  private static Headline headline;
  private static PaperFiles paper;

  @BeforeAll
  static void aReportOfASyntheticLake() {
    lake = AnalyzedLake.lake();
    out = directory.resolve("report");
    paper = Report.writeWithTables(SPARK, lake, Optional.of("quickstart"), out, tables());
    headline = paper.headline();
    lake.registerViews();
  }

  private static Path tables() {
    return directory.resolve("tables");
  }

  @Test
  void everyTableIsAFileForAPaper() throws IOException {
    int tables = 0;
    for (JsonNode section : json().path("sections")) {
      for (var query :
          (Iterable<java.util.Map.Entry<String, JsonNode>>) section.path("queries")::fields) {
        String name = TableFiles.fileName(section.path("id").asText() + "-" + query.getKey());
        JsonNode rows = query.getValue().path("rows");
        List<String[]> cells = csv(tables().resolve(name + ".csv"));
        assertThat(cells).as(name).hasSize(rows.size() + 1);
        for (int row = 0; row < rows.size(); row++) {
          for (int column = 0; column < rows.get(row).size(); column++) {
            JsonNode cell = rows.get(row).get(column);
            String found = cells.get(row + 1)[column];
            if (cell.isDouble()) {
              assertThat(Double.parseDouble(found)).as(name).isEqualTo(cell.asDouble());
            } else {
              assertThat(found == null ? "" : found)
                  .as(name)
                  .isEqualTo(cell.isNull() ? "" : cell.isArray() ? cell.toString() : cell.asText());
            }
          }
        }
        if (rows.size() <= 500) {
          assertThat(tables().resolve(name + ".tex"))
              .content()
              .contains("\\begin{longtable}", "\\label{tab:" + name + "}", "\\end{longtable}")
              .doesNotContain("<script>");
        }
        tables++;
      }
    }
    assertThat(paper.tables()).isEqualTo(tables);
  }

  private static List<String[]> csv(Path file) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setMaxCharsPerColumn(-1);
    settings.trimValues(false);
    return new CsvParser(settings).parseAll(file.toFile());
  }

  @Test
  void everyFigureIsAPicture() throws Exception {
    assumeTrue(Browser.there().isPresent(), "no Chromium is installed");
    assertThat(paper.figures().orElseThrow()).isGreaterThan(10);
    try (var files = Files.list(tables())) {
      List<Path> pictures = files.filter(file -> file.toString().endsWith(".svg")).toList();
      assertThat(pictures).hasSize(paper.figures().orElseThrow());
      for (Path picture : pictures) {
        var svg =
            javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(picture.toFile());
        assertThat(svg.getDocumentElement().getTagName()).as(picture.toString()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("path").getLength())
            .as(picture.toString())
            .isPositive();
        assertThat(picture).content().as(picture.toString()).doesNotContain("matrix(0,0,0,0,");
      }
    }
  }

  private static JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.resolve("report.json").toFile());
  }

  @Test
  void thePageIsOneFileOfAtMostFiveMegabytes() throws IOException {
    assertThat(Files.size(out.resolve("index.html"))).isLessThan(5_000_000);
    assertThat(Files.readString(out.resolve("index.html")))
        .doesNotContain("<link rel=\"stylesheet\"")
        .doesNotContain("<script src")
        .contains("default-src 'none'");
  }

  @Test
  void aWorkloadCalledScriptIsText() throws IOException {
    assertThat(Files.readString(out.resolve("index.html"))).doesNotContain("<script>alert(");
    assertThat(Files.readString(out.resolve("summary.svg"))).doesNotContain("<script>");
  }

  @Test
  void eachFigureHasTheQueryThatYieldsItsNumbers() throws IOException {
    List<JsonNode> shown = new ArrayList<>();
    json().path("sections").forEach(section -> section.path("queries").forEach(shown::add));
    assertThat(shown).hasSizeGreaterThan(25);
    shown.parallelStream()
        .forEach(
            query -> {
              String sql = query.path("sql").asText();
              Result again = Result.of(sql, SPARK.sql(sql));
              assertThat(again.columns()).as(sql).isEqualTo(texts(query.path("columns")));
              assertThat(text(again.rows())).as(sql).isEqualTo(query.path("rows").toString());
            });
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String text(Object value) {
    try {
      ObjectMapper mapper = new ObjectMapper();
      return mapper.readTree(mapper.writeValueAsString(value)).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theHeadlineIsWhatTheTablesSay() throws IOException {
    long collapsed = SPARK.sql("SELECT * FROM run_stability WHERE collapsed").count();

    assertThat(headline.counts().perturbed()).isEqualTo(768);
    assertThat(headline.counts().clean()).isEqualTo(32);
    assertThat(headline.counts().collapsed()).isEqualTo(collapsed);
    assertThat(headline.dimensions()).hasSize(8);
    assertThat(headline.fragile())
        .hasSize((int) SPARK.sql("SELECT * FROM fragility_ranks WHERE rank_lower = 1").count());
    assertThat(headline.ranked()).isEqualTo(48);
    assertThat(headline.placebo()).isEqualTo(Headline.Placebo.NONE);
    assertThat(headline.counts().lost())
        .isEqualTo(SPARK.sql("SELECT * FROM run_stability WHERE lost").count());
    assertThat(json().at("/headline/counts/collapsed").asLong()).isEqualTo(collapsed);
  }

  @Test
  void theViewOfFragileConditionsHasThoseOfTheReport() {
    List<Row> places =
        LakeQuery.over(SPARK, lake)
            .run("SELECT workload, family, magnitude FROM fragile_conditions WHERE rank_lower = 1")
            .collectAsList();

    assertThat(places)
        .extracting(Row::toString)
        .containsExactlyInAnyOrderElementsOf(
            headline.fragile().stream()
                .map(
                    worst -> RowFactory.create(worst.workload(), worst.family(), worst.magnitude()))
                .map(Row::toString)
                .toList());
  }

  @Test
  void aFigureWithoutRowsSaysWhy() throws IOException {
    assertThat(json().path("omissions").toString())
        .contains("no workload of the sweep has more than one level of stochasticity")
        .contains("only lakes that keep checkpoints have table path_barriers")
        .contains("only lakes that train programs have table repeats");
  }

  @Test
  void aTableThatIsNotThereIsNamed(@TempDir Path fresh) throws IOException {
    Lake bare = Lake.create(SPARK, fresh.resolve("lake").toString());
    bare.append("runs", lake.read("runs").limit(5));

    Report.write(SPARK, bare, Optional.empty(), fresh.resolve("report"));

    assertThat(fresh.resolve("report/report.json"))
        .content()
        .contains("this lake has no table stability yet");
    lake.registerViews();
  }

  /** Of a lake that has some of the tables, and those not whole. */
  private static Lake bare(Path fresh, int runs) {
    Lake bare = Lake.create(SPARK, fresh.resolve("lake").toString());
    Dataset<Row> stability = lake.read("run_stability").sort("run_id");
    bare.append("run_stability", stability.limit(runs - 2));
    bare.append(
        "runs",
        lake.read("runs")
            .join(stability.limit(runs).select("run_id"), new String[] {"run_id"}, "left_semi"));
    return bare;
  }

  @Test
  void runsThatCameAfterTheAnalysisAreToldAndCountedInNothingElse(@TempDir Path fresh)
      throws IOException {
    Lake bare = bare(fresh, 5);

    Headline told = Report.write(SPARK, bare, Optional.empty(), fresh.resolve("report"));

    assertThat(told.counts().perturbed()).isEqualTo(5);
    assertThat(told.counts().notAnalyzed()).isEqualTo(2);
    assertThat(headline.counts().notAnalyzed()).isZero();
    assertThat(fresh.resolve("report/index.html"))
        .content()
        .contains("2 perturbed runs and placebos came after the last analysis");
    lake.registerViews();
  }

  @Test
  void tablesOfTwoAnalysesAreRefused(@TempDir Path fresh) {
    Lake bare = bare(fresh, 3);
    bare.append("claims", lake.read("claims"));
    bare.append("tests", lake.read("tests").withColumn("analysed_versions", lit("{\"runs\":9}")));

    assertThatThrownBy(() -> Report.write(SPARK, bare, Optional.empty(), fresh.resolve("report")))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith(
            "Cannot report on sweep quickstart of lake %s: its result tables come from 2 analyses (claims and 1 more from versions "
                .formatted(bare))
        .hasMessageEndingWith(
            "tests from versions {\"runs\":9}); wait for `shaketable analyze` where it is at work,"
                + " else give it again");
    assertThat(fresh.resolve("report/index.html")).doesNotExist();
    lake.registerViews();
  }

  @Test
  void tablesThatAnAnalysisWroteMeanwhileAreRefused() {
    OneAnalysis analysis = new OneAnalysis(lake, "quickstart");
    long version = lake.version("claims");

    analysis.requireUnchanged(new TreeMap<>(Map.of("claims", version)));
    assertThatThrownBy(
            () -> analysis.requireUnchanged(new TreeMap<>(Map.of("claims", version - 1))))
        .hasMessageContaining(": another process wrote table claims meanwhile; wait");
  }

  @Test
  void whatAnEarlierVersionAnalyzedLacksColumnsAndIsNotRefused() {
    var complete =
        SourceTable.complete("claims", SPARK.sql("SELECT 'buffering' AS claim, 0.1 AS lower"));

    assertThat(complete.columns()).startsWith("claim", "lower").contains("detectable", "verdict");
    assertThat(complete.select("detectable").first().isNullAt(0)).isTrue();
  }

  @Test
  void anUnknownSweepIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> Report.write(SPARK, lake, Optional.of("nightly"), out))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Invalid sweep: expected one of quickstart, found nightly; name one with --sweep");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> Report.write(SPARK, lake, Optional.empty(), file.resolve("report")))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("Cannot write report " + file.resolve("report"));
  }

  @Test
  void aBrowserDrawsAllChartsWithoutErrorOrRequest() throws IOException, InterruptedException {
    var binary = Browser.there();
    assumeTrue(
        binary.isPresent(),
        "no Chromium on the PATH: install the package chromium to have the page loaded in it");
    var loaded = new Chromium(binary.get(), directory).load(out.resolve("index.html"));

    assertThat(loaded.status().path("errors")).isEmpty();
    assertThat(loaded.status().path("done").asBoolean()).isTrue();
    assertThat(loaded.status().path("requests").asInt()).isZero();
    assertThat(loaded.status().path("charts"))
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy(marks -> assertThat(marks.asInt()).isGreaterThan(2));
    assertThat(loaded.log()).doesNotContain("CONSOLE");
    assertThat(loaded.dom()).contains("&lt;script&gt;alert(").contains("undecided");
    keepPictures(new Chromium(binary.get(), directory));
  }

  /** Screenshots to look at, where the property {@code report.pictures} names a directory. */
  private static void keepPictures(Chromium chromium) throws IOException, InterruptedException {
    String folder = System.getProperty("report.pictures");
    if (folder == null) {
      return;
    }
    Path pictures = Files.createDirectories(Path.of(folder));
    for (String file : new String[] {"index.html", "report.json", "summary.svg"}) {
      Files.copy(
          out.resolve(file),
          pictures.resolve(file),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    Path page = pictures.resolve("index.html");
    chromium.screenshot(page, "#theme=light", 1280, 5200, pictures.resolve("light.png"));
    chromium.screenshot(page, "#theme=dark", 1280, 5200, pictures.resolve("dark.png"));
    chromium.screenshot(page, "#theme=light", 390, 9000, pictures.resolve("phone.png"));
  }
}
