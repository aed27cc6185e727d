package org.shaketable.training.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepBenchmarkTest {
  @Test
  void everyContenderIsTimedInEveryRound() {
    Shape shape = new Shape(4, List.of(16), 3, 8);
    List<StepTime> times =
        StepBenchmark.measure(shape, Duration.ofMillis(50), Duration.ofMillis(5), 3);
    assertThat(times)
        .extracting(StepTime::contender)
        .startsWith("vector", "dl4j", "dl4j fit")
        .hasSizeBetween(3, 4);
    assertThat(times)
        .allSatisfy(
            time -> {
              assertThat(time.rounds()).isEqualTo(3);
              assertThat(time.low()).isPositive().isLessThanOrEqualTo(time.median());
              assertThat(time.high()).isGreaterThanOrEqualTo(time.median());
            });
  }

  @Test
  void shapesAreNamedByTheirWidths() {
    assertThat(Shape.PUBLISHED.get(0)).hasToString("4-64-64-10 batch 64");
    assertThat(Shape.PUBLISHED.get(0).operations())
        .isEqualTo(2.0 * 64 * (3 * (4 * 64 + 64 * 64 + 64 * 10) - 4 * 64));
  }

  @Test
  void aTransformersStepIsTimedBesidePyTorchsAndCountsItsOperations() {
    TransformerShape shape = new TransformerShape(1, 16, 2, 4, 2, 5);
    List<StepTime> times =
        StepBenchmark.measure(shape, Duration.ofMillis(50), Duration.ofMillis(5), 3);
    assertThat(times)
        .hasSizeBetween(1, 2)
        .allSatisfy(time -> assertThat(time.median()).isPositive())
        .extracting(StepTime::contender)
        .startsWith("vector");
    assertThat(TransformerShape.PUBLISHED.parameters()).isEqualTo(112_384);
    double products = 3 * 16 * 16 + 16 * 16 + 2 * 16 * 64 + 16 * 5;
    double attention = 2 * 16 * (1 + 2 + 3 + 4) / 4.0;
    assertThat(shape.operations()).isEqualTo(3 * 2 * (2 * 4) * (products + attention));
  }

  @Test
  void aProductIsTimedByRowsByColumnsAndBesideTheOneOfNumPy() {
    ProductShape shape = new ProductShape(16, 20, 12);
    List<StepTime> times =
        StepBenchmark.measure(shape, Duration.ofMillis(50), Duration.ofMillis(5), 3);
    assertThat(times)
        .hasSizeBetween(2, 3)
        .allSatisfy(time -> assertThat(time.median()).isPositive())
        .allSatisfy(time -> assertThat(time.step()).isEqualTo("16 x 20 x 12"))
        .extracting(StepTime::contender)
        .startsWith("vector", "vector, A transposed");
    assertThat(shape.operations()).isEqualTo(2 * 16 * 20 * 12);
  }
}
