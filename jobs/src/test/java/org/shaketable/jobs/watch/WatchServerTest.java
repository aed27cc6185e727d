package org.shaketable.jobs.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.HostilePaths;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.report.Browser;
import org.shaketable.jobs.sql.Listening;
import org.shaketable.jobs.sweep.SmallSweep;
import org.shaketable.jobs.sweep.SweepPlan;

/** A page that is open from before a sweep begins until it has ended. */
class WatchServerTest {
  private static final SparkSession SPARK = TestSession.spark();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path directory;

  private static Lake lake;
  private static WatchServer server;
  private static SweepPlan plan;
  private static CompletableFuture<String> sweep;
  private static JsonNode before;

  @BeforeAll
  static void aSweepBegins() throws Exception {
    lake = Lake.create(SPARK, HostilePaths.folder(directory).resolve("lake").toString());
    server = WatchServer.start(new Follower(SPARK, lake), 0);
    before = state();
    plan = SmallSweep.plan(SmallSweep.YAML);
    sweep = CompletableFuture.supplyAsync(() -> SmallSweep.train(SPARK, lake, plan));
  }

  @AfterAll
  static void stop() {
    sweep.join();
    server.close();
  }

  private static int runs() {
    return (int) lake.read("runs").count();
  }

  private static URI uri(String path) {
    return URI.create("http://localhost:%d%s".formatted(server.port(), path));
  }

  private static JsonNode state() throws Exception {
    var answer =
        CLIENT.send(HttpRequest.newBuilder(uri("/state")).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void thePageFollowsASweepFromNothingToItsEnd() throws Exception {
    assertThat(before.path("sweeps")).isEmpty();
    assertThat(before.path("pairs")).isEmpty();
    Optional<Browser> browser = Browser.there();
    String during = browser.isPresent() ? browser.get().document(uri("/").toString()) : "";
    sweep.join();
    TimeUnit.MILLISECONDS.sleep(1100);
    JsonNode after = state();
    JsonNode standing = after.path("sweeps").path(0);
    assertThat(standing.path("sweep").asText()).isEqualTo("small");
    assertThat(standing.path("done").asInt()).isEqualTo(runs());
    assertThat(standing.path("left").asInt()).isZero();
    assertThat(standing.path("rate").asDouble()).isPositive();
    int pairs = 0;
    for (JsonNode dimension : after.path("dimensions")) {
      pairs += dimension.path("pairs").asInt();
      assertThat(dimension.path("lower").asDouble())
          .isLessThanOrEqualTo(dimension.path("upper").asDouble());
    }
    assertThat(pairs).isEqualTo((int) lake.read("runs").where("twin_run_id IS NOT NULL").count());
    assertThat(after.path("pairs")).hasSize(6);
    assertThat(after.at("/pairs/0/run")).hasSameSizeAs(after.at("/pairs/0/steps"));

    // Who comes later sees the same.
    State late = new Follower(SPARK, lake).now();
    assertThat(late.sweeps().get(0).done()).isEqualTo(runs());
    assertThat(late.dimensions()).hasSize(after.path("dimensions").size());
    assertThat(late.dimensions().stream().mapToInt(State.Dimension::pairs).sum()).isEqualTo(pairs);

    assumeTrue(browser.isPresent(), "no Chromium is installed");
    assertThat(during).contains("data-looked=").contains("<h2>Sweeps</h2>");
    String dom = browser.get().document(uri("/").toString());
    assertThat(dom)
        .doesNotContain("Cannot read the lake")
        .contains("<td>small</td>")
        .contains(">%d</td>".formatted(runs()))
        .contains("<td>optimization</td>");
    assertThat(dom.split("<svg", -1)).hasSizeGreaterThanOrEqualTo(7);
  }

  @Test
  void onlyThisPageReads() throws IOException {
    String good = "Host: localhost:%d\r\n".formatted(server.port());
    assertThat(raw("GET", "/state", good)).startsWith("HTTP/1.1 200");
    assertThat(raw("GET", "/state", "Host: evil.example:%d\r\n".formatted(server.port())))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET", "/state", good + "Origin: https://evil.example\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET", "/state", good + "Sec-Fetch-Site: cross-site\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("POST", "/state", good + "Content-Length: 0\r\n")).startsWith("HTTP/1.1 405");
    assertThat(raw("GET", "/../etc/passwd", good)).startsWith("HTTP/1.1 40");
    assertThat(raw("GET", "/state", good))
        .doesNotContainIgnoringCase("Access-Control-Allow")
        .contains("Cross-Origin-Resource-Policy: same-origin")
        .contains("frame-ancestors 'none'")
        .doesNotContainIgnoringCase("Server: ");
  }

  @Test
  void everythingThatListensIsOnLoopback() throws IOException {
    assertThat(Listening.of(ProcessHandle.current().pid()))
        .extracting(Listening.Socket::port)
        .contains(server.port());
    assertThat(Listening.of(ProcessHandle.current().pid()))
        .allSatisfy(socket -> assertThat(socket.loopback()).isTrue());
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    assertThatThrownBy(() -> WatchServer.start(null, server.port()))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot listen on port %d: another process does; give another with --port"
                .formatted(server.port()));
  }

  /** A request with headers that Java's client would not send. */
  private static String raw(String method, String path, String headers) throws IOException {
    try (Socket socket = new Socket("localhost", server.port())) {
      socket
          .getOutputStream()
          .write(
              "%s %s HTTP/1.1\r\n%sConnection: close\r\n\r\n"
                  .formatted(method, path, headers)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
