package org.shaketable.training.program;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One message of a program: a JSON object, read with plain words for what is wrong in it. */
record Message(JsonObject json) {

  static Message parse(String line) {
    try {
      return new Message(JsonParser.parseString(line).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      throw new ProgramFailed(
          "Invalid message: expected a JSON object on one line, found " + cut(line));
    }
  }

  boolean has(String key) {
    return json.has(key) && !json.get(key).isJsonNull();
  }

  String text(String key) {
    return value(key, "a text", JsonElement::getAsString);
  }

  long whole(String key) {
    return value(key, "a whole number", element -> element.getAsBigDecimal().longValueExact());
  }

  /** A whole number in {@code [least, Integer.MAX_VALUE]}. */
  int count(String key, int least) {
    long found = whole(key);
    if (found < least || found > Integer.MAX_VALUE) {
      throw new ProgramFailed(
          "Invalid message: expected '%s' of at least %d, found %d in %s"
              .formatted(key, least, found, cut(json.toString())));
    }
    return (int) found;
  }

  /** A number; what is none is written as "NaN", "Infinity" or "-Infinity". */
  double number(String key) {
    return value(key, "a number", JsonElement::getAsDouble);
  }

  /** A number as an answer has it: what is not finite is a text, for JSON knows no such number. */
  static JsonPrimitive written(double value) {
    return Double.isFinite(value)
        ? new JsonPrimitive(value)
        : new JsonPrimitive(Double.toString(value));
  }

  Slot slot(String key) {
    JsonObject object = value(key, "an array's place", JsonElement::getAsJsonObject);
    return Slot.of(new Message(object));
  }

  Optional<Slot> optionalSlot(String key) {
    return has(key) ? Optional.of(slot(key)) : Optional.empty();
  }

  /** Objects in a list. */
  List<Message> list(String key) {
    List<Message> list = new ArrayList<>();
    value(key, "a list", JsonElement::getAsJsonArray)
        .forEach(element -> list.add(new Message(object(element))));
    return list;
  }

  private static JsonObject object(JsonElement element) {
    if (element.isJsonObject()) {
      return element.getAsJsonObject();
    }
    throw new ProgramFailed(
        "Invalid message: expected an object, found " + cut(element.toString()));
  }

  /** Numbers by name; none where the key is absent. */
  Map<String, Double> numbers(String key) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    if (has(key)) {
      Message inner = new Message(value(key, "numbers by name", JsonElement::getAsJsonObject));
      inner.json.keySet().forEach(name -> numbers.put(name, inner.number(name)));
    }
    return numbers;
  }

  private <T> T value(String key, String expected, Function<JsonElement, T> read) {
    if (!has(key)) {
      throw new ProgramFailed(
          "Invalid message: expected the key '%s', found none in %s"
              .formatted(key, cut(json.toString())));
    }
    try {
      return read.apply(json.get(key));
    } catch (IllegalStateException
        | NumberFormatException
        | ArithmeticException
        | UnsupportedOperationException e) {
      throw new ProgramFailed(
          "Invalid message: expected %s for '%s', found %s"
              .formatted(expected, key, cut(json.get(key).toString())));
    }
  }

  /** A text short enough for a message. */
  static String cut(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + " ...";
  }
}
