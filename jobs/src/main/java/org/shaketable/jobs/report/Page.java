package org.shaketable.jobs.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shaketable.jobs.json.Json;

/**
 * The page: one HTML file with its styles, scripts and numbers inside. Its own content security
 * policy forbids every request.
 */
final class Page {
  /** Where WebJars have their files; the versions are those of the root pom, held by the test. */
  private static final String WEBJARS = "/META-INF/resources/webjars/";

  private static final String ECHARTS = WEBJARS + "echarts/5.5.0/echarts.min.js";
  private static final String TABULATOR = WEBJARS + "tabulator-tables/6.3.1/dist/";

  /** What the figures' scripts draw with, in the order in which they depend on each other. */
  private static final List<String> BASIS =
      List.of("status", "data", "format", "dom", "theme", "chart");

  /** Draws what the figures' scripts have registered. */
  private static final String LAST = "main";

  private Page() {}

  static String render(Document document, String json) {
    return PageTemplate.render(
        "page.mustache",
        Map.of(
            "document", document,
            "omissions", !document.omissions().isEmpty(),
            "tables", document.tables().entrySet(),
            "lead", HeadlineWords.of(document.headline()),
            "styles", tabulator("css/tabulator_simple.min.css") + PageTemplate.resource("page.css"),
            "libraries",
                script(Stream.of(PageTemplate.resource(ECHARTS), tabulator("js/tabulator.min.js"))),
            "script", script(scripts().map(name -> PageTemplate.resource("js/" + name + ".js"))),
            "json", Json.inScript(json)));
  }

  private static Stream<String> scripts() {
    return Stream.of(BASIS.stream(), Figures.scripts(), Stream.of(LAST)).flatMap(all -> all);
  }

  private static String tabulator(String file) {
    return PageTemplate.resource(TABULATOR + file)
        .replaceAll("(?m)^(/\\*|//)# sourceMappingURL=.*$", "");
  }

  /** Scripts one after the other, safe inside a script element. */
  private static String script(Stream<String> sources) {
    return sources.collect(Collectors.joining("\n")).replace("</script", "<\\/script");
  }
}
