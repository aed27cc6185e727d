package org.shaketable.jobs.places;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shaketable.jobs.DaemonThreads;

/**
 * Stands before an HTTP server on the loopback interface and does to a share of its answers what
 * networks and busy stores do.
 */
final class FaultyProxy implements AutoCloseable {
  /** What happens to a request. */
  enum Fault {
    NONE,
    /** The store says that it has too much to do. */
    SLOW_DOWN,
    /** The connection is reset before the store hears of the request. */
    RESET_BEFORE,
    /** The store does what was asked, and the connection is reset before it can say so. */
    RESET_AFTER,
    /** The answer takes its time. */
    SLOW
  }

  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:\\s*(\\d+)\\s*$");
  private static final Pattern EXPECT = Pattern.compile("(?im)^expect:[^\\r\\n]*\\r\\n");
  private static final Pattern CONNECTION = Pattern.compile("(?im)^connection:[^\\r\\n]*\\r\\n");
  private static final Pattern CONDITIONAL = Pattern.compile("(?im)^if-none-match:\\s*\\*");
  private static final String SAYS_SLOW_DOWN =
      "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";
  private static final Pattern OBJECT = Pattern.compile("^(?:HEAD|GET) /([^?\\s]+) ");
  private static final String NOT_FOUND =
      "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  private static final Pattern DELETE_MANY = Pattern.compile("^POST /([^/?\\s]+)/?\\?delete");
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
  private static final String DELETED =
      "HTTP/1.1 200 OK\r\n"
          + "Connection: close\r\n"
          + "Content-Type: application/xml\r\n"
          + "Content-Length: 29\r\n\r\n"
          + "<DeleteResult></DeleteResult>";
  private static final long SLOW_MILLIS = 300;

  private final ServerSocket server;
  private final int target;
  private final Predicate<String> absent;
  private final Consumer<String> deleter;
  private final Random random;
  private final Map<Fault, AtomicLong> counts = new EnumMap<>(Fault.class);
  private final Object oneConditionalPut = new Object();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new DaemonThreads("faulty-proxy"));
  private volatile double share;

  /**
   * Stands before the server on a port; without faults at first.
   *
   * @param absent paths of objects that are not there, whatever the server says
   * @param deleter deletes the object of a path, in the server's place
   */
  FaultyProxy(int target, long seed, Predicate<String> absent, Consumer<String> deleter)
      throws IOException {
    this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    this.target = target;
    this.absent = absent;
    this.deleter = deleter;
    this.random = new Random(seed);
    for (Fault fault : Fault.values()) {
      counts.put(fault, new AtomicLong());
    }
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Does something to a share of all requests from now on, to each kind alike. */
  void disturb(double share) {
    this.share = share;
  }

  /** How many requests had a fate. */
  long count(Fault fault) {
    return counts.get(fault).get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        // It was closed.
        return;
      }
    }
  }

  private synchronized Fault fate() {
    Fault[] kinds = Fault.values();
    return random.nextDouble() < share ? kinds[1 + random.nextInt(kinds.length - 1)] : Fault.NONE;
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      if (!head.isEmpty()) {
        serve(client, head);
      }
    } catch (IOException e) {
      // Clients come and go.
    }
  }

  private void serve(Socket client, String head) throws IOException {
    if (EXPECT.matcher(head).find()) {
      write(client, "HTTP/1.1 100 Continue\r\n\r\n");
    }
    byte[] body = client.getInputStream().readNBytes(length(head));
    Fault fault = fate();
    counts.get(fault).incrementAndGet();
    switch (fault) {
      case NONE -> relay(client, head, body);
      case SLOW -> {
        pause();
        relay(client, head, body);
      }
      case SLOW_DOWN ->
          write(
              client,
              "HTTP/1.1 503 Slow Down\r\nConnection: close\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(
                      head.startsWith("HEAD") ? 0 : SAYS_SLOW_DOWN.length(),
                      head.startsWith("HEAD") ? "" : SAYS_SLOW_DOWN));
      case RESET_BEFORE -> client.setSoLinger(true, 0);
      case RESET_AFTER -> {
        ask(head, body);
        client.setSoLinger(true, 0);
      }
    }
  }

  private void relay(Socket client, String head, byte[] body) throws IOException {
    client.getOutputStream().write(ask(head, body));
    client.getOutputStream().flush();
  }

  /**
   * Asks the server. Of puts that are to find no object one goes at a time: this server looks and
   * then moves the object to its place, which in S3 is one step.
   */
  private byte[] ask(String head, byte[] body) throws IOException {
    Matcher object = OBJECT.matcher(head);
    if (object.find() && absent.test(URLDecoder.decode(object.group(1), UTF_8))) {
      return NOT_FOUND.getBytes(ISO_8859_1);
    }
    Matcher many = DELETE_MANY.matcher(head);
    if (many.find()) {
      KEY.matcher(new String(body, UTF_8))
          .results()
          .forEach(key -> deleter.accept(many.group(1) + "/" + key.group(1)));
      return DELETED.getBytes(ISO_8859_1);
    }
    if (!CONDITIONAL.matcher(head).find()) {
      return answer(head, body);
    }
    synchronized (oneConditionalPut) {
      return answer(head, body);
    }
  }

  private byte[] answer(String head, byte[] body) throws IOException {
    String once =
        EXPECT
            .matcher(CONNECTION.matcher(head).replaceAll(""))
            .replaceAll("")
            .replaceFirst("\\r\\n\\r\\n$", "\r\nConnection: close\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target)) {
      socket.getOutputStream().write(once.getBytes(ISO_8859_1));
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      return socket.getInputStream().readAllBytes();
    }
  }

  private static void write(Socket client, String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  private static int length(String head) {
    Matcher length = LENGTH.matcher(head);
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
