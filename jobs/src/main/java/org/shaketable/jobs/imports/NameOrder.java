package org.shaketable.jobs.imports;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in the order in which a writer made them: numbers within them by their size, so that {@code
 * checkpoint-200} comes before {@code checkpoint-1000}.
 */
final class NameOrder {
  private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

  static final Comparator<String> BY_NUMBERS = NameOrder::compare;

  private NameOrder() {}

  private static int compare(String one, String other) {
    Matcher left = PART.matcher(one);
    Matcher right = PART.matcher(other);
    while (left.find()) {
      if (!right.find()) {
        return 1;
      }
      int order = part(left.group(), right.group());
      if (order != 0) {
        return order;
      }
    }
    return right.find() ? -1 : one.compareTo(other);
  }

  private static int part(String one, String other) {
    if (!isNumber(one) || !isNumber(other)) {
      return one.compareTo(other);
    }
    String left = one.replaceFirst("^0+(?=.)", "");
    String right = other.replaceFirst("^0+(?=.)", "");
    return left.length() == right.length()
        ? left.compareTo(right)
        : Integer.compare(left.length(), right.length());
  }

  private static boolean isNumber(String part) {
    return part.charAt(0) >= '0' && part.charAt(0) <= '9';
  }
}
