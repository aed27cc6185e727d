package org.shaketable.jobs.nightly;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.shaketable.analytics.table.ReportRow;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.json.Json;

/**
 * Tells an address of a night: a POST of the night's row of {@code reports} as JSON, the same as
 * {@code summary.json}.
 */
public record Notice(URI address) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int MOST_PORT = 65_535;

  /**
   * A notice to an address.
   *
   * @throws Mistake when it is none of HTTP
   */
  public static Notice to(String address) {
    try {
      URI uri = URI.create(address);
      if (uri.getHost() != null
          && uri.getPort() <= MOST_PORT
          && String.valueOf(uri.getScheme()).matches("https?")) {
        return new Notice(uri);
      }
    } catch (IllegalArgumentException e) {
      // Told below like any other address that is none.
    }
    throw new Mistake(
        "Invalid --notify: expected an address such as https://example.org/hook, found %s"
            .formatted(address));
  }

  /** Sends it; a failure is a warning, because the report is written. */
  public void send(ReportRow night, PrintStream warnings) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.text(night)))
            .build();
    try {
      int status =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (status / 100 != 2) {
        warn(warnings, "it answered with status " + status);
      }
    } catch (IOException e) {
      warn(warnings, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      warn(warnings, "interrupted");
    }
  }

  private void warn(PrintStream warnings, String reason) {
    warnings.printf("Cannot notify %s: %s; the report is written all the same%n", address, reason);
  }
}
