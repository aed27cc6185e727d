package org.shaketable.jobs.cli;

import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.Locale;

/** Columns of the tables that benchmarks print. */
final class MeasuredColumns {
  private MeasuredColumns() {}

  static Column text(String header) {
    return new Column().header(header).dataAlign(HorizontalAlign.LEFT);
  }

  static Column number(String header) {
    return new Column().header(header).dataAlign(HorizontalAlign.RIGHT);
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
