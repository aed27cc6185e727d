package org.shaketable.training.program;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * A program in Java, written from {@code training/PROGRAMS.md} alone: it draws some parameters from
 * 3 towards 1 by {@code w -= 0.1 (w - 1)}. Its argument says what it does wrong, if anything.
 */
public final class JavaClient {
  static final int SIZE = 7;
  private static final int AT = 64;
  private static final int SECOND = 128;

  private final SocketChannel channel;
  private final BufferedReader reader;
  private ByteBuffer memory;
  private final float[] parameters = new float[SIZE];
  private final float[] gradient = new float[SIZE];
  private final Set<Integer> met = new HashSet<>();
  private JsonObject welcome;

  private JavaClient() throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(System.getenv("SHAKETABLE_SOCKET")));
    reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
  }

  public static void main(String[] arguments) throws IOException {
    new JavaClient().train(arguments.length == 0 ? "" : arguments[0]);
  }

  private JsonObject ask(String json) throws IOException {
    channel.write(ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8)));
    String line = reader.readLine();
    if (line == null) {
      System.exit(0);
    }
    JsonObject answer = JsonParser.parseString(line).getAsJsonObject();
    if (answer.has("error")) {
      System.err.println("refused: " + answer.get("error").getAsString());
      System.exit(3);
    }
    return answer;
  }

  private void train(String fault) throws IOException {
    if (fault.equals("no-hello")) {
      ask("{\"memory\":100000}");
    }
    welcome = ask("{\"hello\":%d}".formatted(fault.equals("version") ? 99 : 1));
    if (fault.equals("hello-twice")) {
      ask("{\"hello\":1}");
    }
    JsonObject grown = ask("{\"memory\":100000}");
    memory = map(grown);
    JsonArray tensors = new JsonArray();
    tensors.add(JsonParser.parseString("{\"name\":\"w\",\"rows\":2,\"columns\":3}"));
    tensors.add(JsonParser.parseString("{\"name\":\"b\",\"rows\":1,\"columns\":1}"));
    fill(3);
    put(AT, parameters);
    if (fault.equals("rows")) {
      tensors.add(JsonParser.parseString("{\"name\":\"v\",\"rows\":65536,\"columns\":65536}"));
    }
    String start =
        "{\"start\":%s,\"array\":%s}"
            .formatted(tensors, place(AT, fault.equals("shape") ? 5 : SIZE));
    if (!fault.equals("no-start")) {
      ask(start);
    }
    if (fault.equals("start-twice")) {
      ask(start);
    }
    if (fault.equals("line")) {
      ask("[1, 2");
    }
    if (fault.equals("losses")) {
      memory.putDouble(AT, Double.NaN);
      ask("{\"losses\":{\"at\":%d,\"type\":\"float64\",\"count\":1}}".formatted(AT));
    }
    get(AT, parameters);
    steps(fault);
  }

  private void fill(float value) {
    java.util.Arrays.fill(parameters, value);
  }

  private void steps(String fault) throws IOException {
    long until = welcome.get("until").getAsLong();
    long steps = welcome.get("steps").getAsLong();
    for (long step = 0; step <= steps; step++) {
      memory.putLong(0, step);
      if (step >= until) {
        until = evaluate(step, fault);
      }
      if (fault.equals("nan") && step == 7) {
        ask("{\"diverged\":7,\"what\":\"loss\",\"value\":\"NaN\"}");
      }
      for (int i = 0; i < SIZE; i++) {
        gradient[i] = parameters[i] - 1;
      }
      if (acts(step)) {
        put(AT, gradient);
        hook(step, fault);
        get(AT, gradient);
      }
      for (int i = 0; i < SIZE; i++) {
        parameters[i] -= 0.1f * gradient[i];
      }
    }
  }

  private void hook(long step, String fault) throws IOException {
    String hook = fault.equals("hook") ? "gradients" : "gradient";
    String type = fault.equals("type") ? "float16" : "float32";
    ask(
        "{\"hook\":\"%s\",\"step\":%d,\"event\":%d,\"array\":{\"at\":%d,\"type\":\"%s\",\"count\":%d}}"
            .formatted(hook, step, step, at(fault), type, SIZE));
    if (fault.equals("event")) {
      ask(
          "{\"hook\":\"gradient\",\"step\":%d,\"event\":%d,\"array\":%s}"
              .formatted(step, step - 1, place(AT, SIZE)));
    }
  }

  private static int at(String fault) {
    return switch (fault) {
      case "outside" -> 1 << 20;
      case "header" -> 8;
      default -> AT;
    };
  }

  /** Whether the call of the gradient's hook at a step may change something. */
  private boolean acts(long step) {
    boolean acts = false;
    JsonArray windows = welcome.getAsJsonArray("windows");
    for (int i = 0; i < windows.size(); i++) {
      JsonObject window = windows.get(i).getAsJsonObject();
      boolean gradient = window.getAsJsonArray("hooks").contains(new JsonPrimitive("gradient"));
      if (gradient && (inside(window, step) || late(window, step) && !met.contains(i))) {
        met.add(i);
        acts = true;
      }
    }
    return acts;
  }

  private static boolean inside(JsonObject window, long step) {
    long period = window.get("period").getAsLong();
    long since = step - window.get("from").getAsLong();
    return since >= 0
        && !late(window, step)
        && (period == 0 || since % period < window.get("length").getAsLong());
  }

  private static boolean late(JsonObject window, long step) {
    return step >= window.get("until").getAsLong();
  }

  private long evaluate(long step, String fault) throws IOException {
    put(SECOND, parameters);
    String performance =
        switch (fault) {
          case "no-performance" -> "";
          case "text" -> ",\"performance\":\"good\"";
          default -> ",\"performance\":" + -Math.abs(parameters[0] - 1);
        };
    String feature = fault.equals("feature") ? "\"mood\":1" : "\"feature_rank\":2.5";
    return ask("{\"evaluation\":%d%s,\"features\":{%s},\"parameters\":%s}"
            .formatted(step, performance, feature, place(SECOND, SIZE)))
        .get("until")
        .getAsLong();
  }

  private static String place(int at, int count) {
    return "{\"at\":%d,\"type\":\"float32\",\"count\":%d}".formatted(at, count);
  }

  private void put(int at, float[] values) {
    for (int i = 0; i < values.length; i++) {
      memory.putFloat(at + i * Float.BYTES, values[i]);
    }
  }

  private void get(int at, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = memory.getFloat(at + i * Float.BYTES);
    }
  }

  private static ByteBuffer map(JsonObject answer) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            Path.of(answer.get("memory").getAsString()),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return file.map(FileChannel.MapMode.READ_WRITE, 0, answer.get("bytes").getAsLong())
          .order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
