package org.shaketable.jobs.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.shaketable.jobs.Mistake;

/**
 * What was written for a paper.
 *
 * @param headline the numbers on top of the page
 * @param tables how many
 * @param figures how many; empty where no browser is there to draw them
 */
public record PaperFiles(Headline headline, int tables, Optional<Integer> figures) {

  static PaperFiles write(Document document, Path page, Path directory) {
    try {
      Files.createDirectories(directory);
      int tables = TableFiles.write(document, directory);
      Optional<Browser> browser = Browser.there();
      Optional<Integer> figures =
          browser.isEmpty()
              ? Optional.empty()
              : Optional.of(FigureFiles.write(browser.get(), page, directory));
      return new PaperFiles(document.headline(), tables, figures);
    } catch (IOException e) {
      throw new Mistake(
          "Cannot write tables %s: %s; give a directory that you may write with --tables"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** What was written, in one line. */
  public String line(Path directory) {
    return figures
        .map(
            drawn ->
                "%d tables as CSV and LaTeX and %d figures as SVG: %s"
                    .formatted(tables, drawn, directory))
        .orElseGet(
            () ->
                "%d tables as CSV and LaTeX: %s. No figure: the page draws them, and no Chromium is on the PATH; install it for SVG"
                    .formatted(tables, directory));
  }
}
