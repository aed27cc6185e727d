package org.shaketable.jobs.watch;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.json.Json;
import org.shaketable.jobs.report.PageTemplate;

/** Serves the page that follows a lake, to this machine alone. */
public final class WatchServer implements AutoCloseable {
  /** A look at the lake serves all who ask within this time. */
  private static final long FRESH_NANOS = 1_000_000_000L;

  private static final int THREADS = 8;
  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:;"
          + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private final Follower follower;
  private final Server server;
  private final ServerConnector connector;
  private String state;
  private long looked;

  private WatchServer(Follower follower, int port) {
    this.follower = follower;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("watch");
    threads.setDaemon(true);
    this.server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new Pages());
  }

  /**
   * Starts.
   *
   * @param port 0 for any that is free
   * @throws Mistake where the port is taken
   */
  public static WatchServer start(Follower follower, int port) {
    WatchServer watch = new WatchServer(follower, port);
    try {
      watch.server.start();
    } catch (Exception e) {
      watch.close();
      if (e instanceof BindException || e.getCause() instanceof BindException) {
        throw new Mistake(
            "Cannot listen on port %d: another process does; give another with --port"
                .formatted(port),
            e);
      }
      throw new IllegalStateException(e);
    }
    return watch;
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  private synchronized String state() throws IOException {
    long now = System.nanoTime();
    if (state == null || now - looked > FRESH_NANOS) {
      state = Json.text(follower.now());
      looked = System.nanoTime();
    }
    return state;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A resource of the page. */
  private record Resource(String type, String name) {}

  /** The page and its parts, which never change, and the state, which does. */
  private final class Pages extends Handler.Abstract {
    private static final Map<String, Resource> RESOURCES =
        Map.of(
            "/", new Resource("text/html;charset=utf-8", "/org/shaketable/jobs/watch/watch.html"),
            "/watch.js",
                new Resource(
                    "text/javascript;charset=utf-8", "/org/shaketable/jobs/watch/watch.js"),
            "/watch.css",
                new Resource("text/css;charset=utf-8", "/org/shaketable/jobs/watch/watch.css"),
            "/echarts.js", new Resource("text/javascript;charset=utf-8", ECHARTS));

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      response.getHeaders().put("Content-Security-Policy", POLICY);
      response.getHeaders().put("Cross-Origin-Resource-Policy", "same-origin");
      response.getHeaders().put("Cross-Origin-Opener-Policy", "same-origin");
      response.getHeaders().put("X-Content-Type-Options", "nosniff");
      response.getHeaders().put("Referrer-Policy", "no-referrer");
      Optional<String> refusal =
          new SameOrigin(port())
              .refusal(
                  request.getHeaders().get(HttpHeader.HOST),
                  request.getHeaders().get(HttpHeader.ORIGIN),
                  request.getHeaders().get("Sec-Fetch-Site"));
      if (refusal.isPresent()) {
        return answer(response, callback, 403, "text/plain;charset=utf-8", refusal.get());
      }
      if (!Set.of("GET", "HEAD").contains(request.getMethod())) {
        return answer(response, callback, 405, "text/plain;charset=utf-8", "It only reads");
      }
      String path = Request.getPathInContext(request);
      if (path.equals("/state")) {
        return looked(response, callback);
      }
      Resource found = RESOURCES.get(path);
      return found == null
          ? answer(response, callback, 404, "text/plain;charset=utf-8", "There is no " + path)
          : answer(response, callback, 200, found.type(), PageTemplate.resource(found.name()));
    }

    /** The page says what went wrong, and asks again. */
    private boolean looked(Response response, Callback callback) {
      try {
        return answer(response, callback, 200, "application/json", state());
      } catch (IOException | RuntimeException e) {
        return answer(
            response, callback, 500, "text/plain;charset=utf-8", String.valueOf(e.getMessage()));
      }
    }

    private static boolean answer(
        Response response, Callback callback, int status, String type, String body) {
      response.setStatus(status);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
      response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
      return true;
    }
  }
}
