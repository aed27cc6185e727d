package org.shaketable.jobs.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table in LaTeX, for the packages booktabs and longtable; numbers have four significant digits.
 */
final class LatexTable {
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  /** Numbers outside of ten to these powers are written with a power of ten. */
  private static final int LARGE = 6;

  private static final int SMALL = -4;

  private LatexTable() {}

  /** The text of a table; {@code label} is what the paper refers to it by. */
  static String of(String caption, String label, Result result) {
    return """
    %% \\usepackage{booktabs,longtable}
    \\begin{longtable}{%s}
    \\caption{%s\\label{tab:%s}}\\\\
    \\toprule
    %s \\\\
    \\midrule
    \\endhead
    %s\\bottomrule
    \\end{longtable}
    """
        .formatted(
            alignment(result),
            text(caption),
            label,
            line(result.columns().stream().map(name -> name.replace('_', ' ')).toList()),
            result.rows().stream().map(row -> line(row) + " \\\\\n").collect(Collectors.joining()));
  }

  private static String alignment(Result result) {
    return IntStream.range(0, result.columns().size())
        .mapToObj(
            column ->
                result.rows().stream()
                        .map(row -> row.get(column))
                        .allMatch(cell -> cell == null || cell instanceof Number)
                    ? "r"
                    : "l")
        .collect(Collectors.joining());
  }

  private static String line(List<?> cells) {
    return cells.stream().map(LatexTable::cell).collect(Collectors.joining(" & "));
  }

  private static String cell(Object value) {
    if (value == null) {
      return "--";
    }
    if (value instanceof Number number) {
      return number(number);
    }
    return value instanceof Collection<?> all
        ? all.stream().map(LatexTable::cell).collect(Collectors.joining(", "))
        : text(value.toString());
  }

  private static String number(Number number) {
    BigDecimal exact = new BigDecimal(number.toString());
    if (number instanceof Long || number instanceof Integer || exact.signum() == 0) {
      return "$%s$".formatted(exact.signum() == 0 ? "0" : exact.toPlainString());
    }
    BigDecimal rounded = exact.round(DIGITS).stripTrailingZeros();
    int power = rounded.precision() - rounded.scale() - 1;
    return power >= SMALL && power < LARGE
        ? "$%s$".formatted(rounded.toPlainString())
        : "$%s\\times10^{%d}$"
            .formatted(rounded.movePointLeft(power).stripTrailingZeros().toPlainString(), power);
  }

  /** A text of which LaTeX takes nothing for a command. */
  static String text(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().forEach(letter -> safe.append(letter(letter)));
    return safe.toString();
  }

  private static String letter(int letter) {
    return switch (letter) {
      case '\\' -> "\\textbackslash{}";
      case '{', '}', '$', '&', '#', '%', '_' -> "\\" + (char) letter;
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '<' -> "\\textless{}";
      case '>' -> "\\textgreater{}";
      case '|' -> "\\textbar{}";
      case '"' -> "\\textquotedbl{}";
      case '\n', '\r', '\t' -> " ";
      default -> Character.toString(letter);
    };
  }
}
