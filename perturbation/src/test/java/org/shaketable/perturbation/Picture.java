package org.shaketable.perturbation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;

/**
 * A small SVG of what a family does: a plain signal (grey), and what is left of it (blue) under a
 * pulse from 30 % to 70 % of a run (shaded).
 */
final class Picture {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 60;
  private static final Schedule PULSE =
      new Schedule.Pulse(Moment.parse("30%"), Moment.parse("40%"));

  /** Where a magnitude other than that of the unit shows better. */
  private static final Map<String, Double> MAGNITUDES =
      Map.of(
          "weight-kick", 2.0,
          "gradient-quantisation", 22.0,
          "weight-quantisation", 22.0,
          "class-imbalance", 3.0,
          "feature-drift", 5.0,
          "stale-gradients", 10.0,
          "delayed-observations", 10.0,
          "reward-delay", 10.0);

  private final double[] clean;
  private final double[] shaken;
  private final String title;
  private final boolean throughout;

  private Picture(Families.Entry entry) {
    Family family = entry.family();
    this.throughout = family.surfaces().equals(Set.of(Surface.INITIALISATION));
    double magnitude = MAGNITUDES.getOrDefault(family.name(), family.largest() <= 1 ? 0.5 : 1.0);
    Exposure exposure =
        new Exposure(
            PerturbationContractTest.make(entry, magnitude),
            throughout ? new Schedule.Always() : PULSE);
    Surface surface = family.surfaces().stream().sorted().findFirst().orElseThrow();
    this.clean = Signal.of(surface, Hooks.NONE);
    this.shaken = Signal.of(surface, new Shaker(List.of(exposure), 1, Signal.HORIZON));
    this.title = family.name() + " at " + Family.plain(magnitude);
  }

  static String svg(Families.Entry entry) {
    return new Picture(entry).svg();
  }

  private String svg() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d">
    <title>%3$s</title>
    <rect width="%1$d" height="%2$d" fill="#fff"/>
    %4$s<polyline points="%5$s" fill="none" stroke="#999" stroke-width="1"/>
    <polyline points="%6$s" fill="none" stroke="#1f5fbf" stroke-width="1.2"/>
    </svg>
    """
        .formatted(WIDTH, HEIGHT, title, shade(), points(clean), points(shaken));
  }

  private String shade() {
    return throughout ? "" : "<rect x=\"72\" width=\"96\" height=\"60\" fill=\"#eef\"/>\n";
  }

  private String points(double[] values) {
    double low = both().min().orElseThrow();
    double high = both().max().orElseThrow();
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      double share = high > low ? (values[i] - low) / (high - low) : 0.5;
      long y = Math.round(HEIGHT - 4 - share * (HEIGHT - 8));
      points.append(i == 0 ? "" : " ").append(2 * i).append(',').append(y);
    }
    return points.toString();
  }

  private DoubleStream both() {
    return DoubleStream.concat(DoubleStream.of(clean), DoubleStream.of(shaken));
  }
}
