package org.shaketable.jobs.config;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names of configurations by what they set, e.g. {@code learning-rate=0.001, gamma=0.98}: the last
 * part of each path, or all of it where another ends alike. Numbers are written one way, so that
 * {@code 1e-3} and {@code 0.001} name one configuration.
 */
final class SettingNames {
  private static final int PLAIN_DIGITS = 7;

  private final Collection<String> paths;

  SettingNames(Collection<String> paths) {
    this.paths = paths;
  }

  /** The name of some settings. */
  String of(Map<String, Node> settings) {
    return settings.entrySet().stream()
        .map(setting -> name(setting.getKey()) + "=" + text(setting.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String name(String path) {
    String last = last(path);
    return paths.stream().filter(other -> last(other).equals(last)).count() == 1 ? last : path;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static String text(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return Scalars.isNumber(scalar.text()) ? plain(scalar.text()) : scalar.text();
    }
    if (node instanceof Node.Items items) {
      return items.items().stream()
          .map(SettingNames::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (node instanceof Node.Keys keys) {
      return keys.values().entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return "nothing";
  }

  private static String plain(String text) {
    BigDecimal number = new BigDecimal(text.replace("_", "")).stripTrailingZeros();
    boolean readable =
        number.scale() <= PLAIN_DIGITS && number.precision() - number.scale() <= PLAIN_DIGITS;
    return readable ? number.toPlainString() : number.toString();
  }
}
