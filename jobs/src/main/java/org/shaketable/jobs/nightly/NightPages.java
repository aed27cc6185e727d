package org.shaketable.jobs.nightly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shaketable.analytics.table.ReportRow;
import org.shaketable.analytics.table.ReportRow.ComparedNumber;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.files.WholeFile;
import org.shaketable.jobs.json.Json;
import org.shaketable.jobs.report.PageTemplate;

/** The pages beside a night's report: what changed, and the index of all nights. */
final class NightPages {
  private static final String HERE = "/org/shaketable/jobs/nightly/";
  private static final String REPORT = "/org/shaketable/jobs/report/";
  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
  private static final List<String> SCRIPTS =
      List.of("status", "data", "format", "dom", "theme", "chart");

  private NightPages() {}

  /** What the index draws; it has none of a report's sections. */
  record Document(List<String> sections, List<ReportRow> nights) {}

  /** A line of the comparison, in words. */
  record Line(
      String what, String subject, String before, String now, String change, boolean worse) {}

  /** A line of the index. */
  record NightLine(
      String night,
      String runs,
      String collapsed,
      String comparedWith,
      String regressions,
      boolean worse) {}

  /**
   * Writes {@code comparison.html} and {@code summary.json} of a night and {@code index.html} of
   * all.
   *
   * @param nights latest first
   */
  static void write(
      Path directory, ReportRow night, List<NumberChange> changes, List<ReportRow> nights) {
    Path dated = directory.resolve(night.night());
    try {
      WholeFile.write(dated.resolve("summary.json"), Json.text(night));
      WholeFile.write(dated.resolve("comparison.html"), comparison(night, changes));
      WholeFile.write(directory.resolve("index.html"), index(nights));
    } catch (IOException e) {
      throw new Mistake(
          "Cannot write the nights' index %s: %s; give a directory that you may write with --out"
              .formatted(directory, e),
          e);
    }
  }

  private static String comparison(ReportRow night, List<NumberChange> changes) {
    return PageTemplate.render(
        HERE + "comparison.mustache",
        Map.of(
            "styles", PageTemplate.resource(REPORT + "page.css"),
            "night", night,
            "first", night.comparedWith() == null,
            "comparedWith", String.valueOf(night.comparedWith()),
            "worse", !night.regressions().isEmpty(),
            "lines", changes.stream().map(NightPages::line).toList()));
  }

  private static Line line(NumberChange change) {
    ComparedNumber now = change.now();
    String what =
        switch (now.kind()) {
          case ComparedNumbers.CRITICAL -> "critical magnitude";
          case ComparedNumbers.COLLAPSE -> "collapse rate of tonight's runs";
          case ComparedNumbers.DETECTOR -> "detector";
          default -> ComparedNumbers.COMPONENTS.get(now.kind());
        };
    return new Line(
        now.workload(),
        what + ", " + now.subject().toLowerCase(Locale.ROOT).replace('_', ' '),
        shown(change.before()),
        shown(now),
        change.change().name().toLowerCase(Locale.ROOT),
        change.change() == NumberChange.Change.WORSE);
  }

  private static String shown(ComparedNumber figure) {
    if (figure == null || figure.estimate() == null) {
      return figure != null && figure.verdict() != null ? figure.verdict() : "none";
    }
    String interval =
        figure.lower() == null || figure.upper() == null
            ? ""
            : String.format(Locale.ROOT, " [%.3g, %.3g]", figure.lower(), figure.upper());
    String verdict = figure.verdict() == null ? "" : figure.verdict() + ", ";
    return verdict + String.format(Locale.ROOT, "%.3g", figure.estimate()) + interval;
  }

  private static String index(List<ReportRow> nights) {
    String scripts =
        Stream.concat(
                SCRIPTS.stream().map(name -> REPORT + "js/" + name + ".js"),
                Stream.of(HERE + "nights.js"))
            .map(PageTemplate::resource)
            .collect(Collectors.joining("\n"));
    return PageTemplate.render(
        HERE + "index.mustache",
        Map.of(
            "styles", PageTemplate.resource(REPORT + "page.css"),
            "sweep", nights.get(0).sweep(),
            "title", title(nights),
            "lines", nights.stream().map(NightPages::nightLine).toList(),
            "latest", nights.get(0),
            "json", Json.inScript(Json.text(new Document(List.of(), nights))),
            "library", PageTemplate.resource(ECHARTS).replace("</script", "<\\/script"),
            "script", scripts.replace("</script", "<\\/script")));
  }

  private static String title(List<ReportRow> nights) {
    ReportRow latest = nights.get(0);
    if (!latest.regressions().isEmpty()) {
      return "Something became worse in night " + latest.night();
    }
    return latest.comparedWith() == null
        ? "The first night"
        : "%d nights, nothing became worse in the last".formatted(nights.size());
  }

  private static NightLine nightLine(ReportRow night) {
    int worse = night.regressions().size();
    return new NightLine(
        night.night(),
        String.format(Locale.ROOT, "%,d", night.clean() + night.perturbed()),
        night.perturbed() == 0
            ? ""
            : String.format(Locale.ROOT, "%.0f %%", 100.0 * night.collapsed() / night.perturbed()),
        night.comparedWith() == null ? "" : night.comparedWith(),
        worse == 0 ? "none" : worse == 1 ? "1 regression" : worse + " regressions",
        worse > 0);
  }
}
