package org.shaketable.jobs.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shaketable.jobs.Mistake;

/**
 * Reads YAML and JSON into nodes that know their lines. What it is given is bounded before any work
 * is done with it: the size of a file, the depth of its nesting, the length of a key and of a
 * value.
 */
final class NodeReader {
  /** The largest of this project has 15 kB. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int DEEPEST = 64;
  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_VALUE = 10_000;
  private static final String MARK = "\uFEFF";

  private static final JsonFactory JSON = new JsonFactory();

  private final String file;
  private final JsonParser parser;
  private int depth;

  private NodeReader(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** The top node of a YAML file. */
  static Node yaml(Path file) {
    String name = file.toString();
    try {
      return parse(name, new YAMLFactory().createParser(text(file)));
    } catch (NoSuchFileException e) {
      throw new Mistake(
          "Cannot read %s: there is no such file; give the path of a YAML file such as conf/quickstart.yaml"
              .formatted(name),
          e);
    } catch (CharacterCodingException e) {
      throw new Mistake(
          "Cannot read %s: it is not text in UTF-8; give the path of a YAML file".formatted(name),
          e);
    } catch (IOException e) {
      String reason = Files.isDirectory(file) ? "it is a directory" : e.getMessage();
      throw new Mistake(
          "Cannot read %s: %s; give the path of a YAML file that you may read"
              .formatted(name, reason),
          e);
    }
  }

  /** The text of a file, of which no more is read than it may have. */
  private static String text(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new Mistake(
          "Cannot read %s: expected a YAML file of at most %,d bytes, found a longer one; give the path of a sweep's configuration"
              .formatted(file, MOST_BYTES));
    }
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }

  /** The top node of a JSON text; {@code name} says in messages where it comes from. */
  static Node json(String name, String text) {
    try {
      return parse(name, JSON.createParser(text));
    } catch (IOException e) {
      throw new Mistake("Cannot read %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Node parse(String file, JsonParser parser) throws IOException {
    try (parser) {
      NodeReader documents = new NodeReader(file, parser);
      if (parser.nextToken() == null) {
        throw new KeyPlace(file, "", 1)
            .mistake("expected a configuration, found an empty file; see conf/quickstart.yaml");
      }
      Node top = documents.node(new KeyPlace(file, "", documents.line()));
      if (parser.nextToken() != null) {
        throw new KeyPlace(file, "", documents.line())
            .mistake(
                "expected one document, found another behind the line '---'; remove that line, or"
                    + " make two files");
      }
      return top;
    } catch (JsonProcessingException e) {
      throw unreadable(file, e);
    }
  }

  private static Mistake unreadable(String file, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    // The parser draws the place below its words; the words stand at the start of a line.
    String problem =
        e.getOriginalMessage()
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith(" "))
            .collect(Collectors.joining(", "));
    return new KeyPlace(file, "", at == null ? 1 : at.getLineNr())
        .mistake(
            "expected YAML, found a line that is not (%s); check indentation, colons and quotes"
                .formatted(problem));
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private Node node(KeyPlace place) throws IOException {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw place.mistake(
          "expected a value, found the alias *%s; write the value out".formatted(parser.getText()));
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      return nested(place, token);
    }
    String text = parser.getText();
    if (text.length() > LONGEST_VALUE) {
      throw place.mistake(
          "expected a value of at most %,d characters, found one of %,d; shorten it"
              .formatted(LONGEST_VALUE, text.length()));
    }
    return token == JsonToken.VALUE_NULL || text.isEmpty()
        ? new Node.Nothing(place)
        : new Node.Scalar(place, text);
  }

  private Node nested(KeyPlace place, JsonToken token) throws IOException {
    if (++depth > DEEPEST) {
      throw new KeyPlace(file, "", line())
          .mistake(
              "expected at most %d levels of lists and keys in each other, found more; remove some"
                  .formatted(DEEPEST));
    }
    Node node = token == JsonToken.START_OBJECT ? keys(place) : items(place);
    depth--;
    return node;
  }

  private Node keys(KeyPlace place) throws IOException {
    Map<String, Node> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (name.length() > LONGEST_KEY) {
        throw new KeyPlace(file, place.key(), line())
            .mistake(
                "expected a key of at most %d characters, found one of %,d that begins '%s'; shorten it"
                    .formatted(LONGEST_KEY, name.length(), name.substring(0, 20)));
      }
      KeyPlace at = place.key(name, line());
      if (values.containsKey(name)) {
        throw at.mistake(
            "expected each key once, found '%s' again (first on line %d); remove or rename one"
                .formatted(name, values.get(name).place().line()));
      }
      parser.nextToken();
      values.put(name, node(at));
    }
    return new Node.Keys(place, values);
  }

  private Node items(KeyPlace place) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(place.item(items.size(), line())));
    }
    return new Node.Items(place, items);
  }
}
