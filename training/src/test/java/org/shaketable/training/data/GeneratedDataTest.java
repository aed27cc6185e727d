package org.shaketable.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedDataTest {

  static Stream<GeneratedData> tasks() {
    return Stream.of(
        Spirals.standard(),
        new Spirals(5, 2.0, 0.0, 400, 200, 3L),
        new Blobs(null, null, null, null, null, null),
        new SparseParity(null, null, null, null, null));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void columnsOfTheTrainingSamplesHaveMeanZeroAndDeviationOne(GeneratedData task) {
    Samples train = task.read().train();
    for (int j = 0; j < train.columns(); j++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < train.rows(); i++) {
        double x = train.inputs()[i * train.columns() + j];
        sum += x;
        squares += x * x;
      }
      assertThat(sum / train.rows()).isCloseTo(0, within(1e-6));
      assertThat(squares / train.rows()).isCloseTo(1, within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void theSameSettingsGiveTheSameDataAndAnotherSeedOthers(GeneratedData task) {
    assertThat(task.read().train().inputs()).isEqualTo(task.read().train().inputs());
    assertThat(Spirals.standard().read().train().inputs())
        .isNotEqualTo(new Spirals(null, null, null, null, null, 2L).read().train().inputs());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void sizesAreAsAskedAndClassesBalanced(GeneratedData task) {
    DataSet data = task.read();
    assertThat(data.train().rows()).isEqualTo(task.train());
    assertThat(data.test().rows()).isEqualTo(task.test());
    int[] counts = new int[data.classes()];
    for (int label : data.train().labels()) {
      counts[label]++;
    }
    for (int count : counts) {
      assertThat(count).isCloseTo(task.train() / data.classes(), within(1));
    }
  }

  /** Phi(1) = 0.8413447 for two clouds two standard deviations apart; 4 sigma of sampling error. */
  @Test
  void theNearestCentreReachesTheBestAccuracyOnBlobs() {
    Samples test = new Blobs(2, 2, 2.0, 20_000, 20_000, null).read().test();
    int right = 0;
    for (int i = 0; i < test.rows(); i++) {
      boolean second = test.inputs()[2 * i + 1] > test.inputs()[2 * i];
      right += second == (test.labels()[i] == 1) ? 1 : 0;
    }
    assertThat((double) right / test.rows()).isCloseTo(0.8413447, within(0.0104));
  }

  @Test
  void spiralsAreEasyForTheNearestNeighbourAndHardForTheNearestMean() {
    DataSet data = Spirals.standard().read();
    assertThat(Nearest.neighbourAccuracy(data)).isGreaterThan(0.95);
    assertThat(Nearest.meanAccuracy(data)).isLessThan(0.6);
  }

  @Test
  void aColumnOfSparseParitySaysNothingAboutTheClass() {
    Samples train = new SparseParity(6, 3, 20_000, 10, null).read().train();
    for (int j = 0; j < 6; j++) {
      double product = 0;
      for (int i = 0; i < train.rows(); i++) {
        product += train.inputs()[6 * i + j] * (2 * train.labels()[i] - 1);
      }
      assertThat(product / train.rows()).isCloseTo(0, within(4 / Math.sqrt(20_000)));
    }
  }

  @Test
  void theClassOfSparseParityIsTheParityOfTheRelevantSigns() {
    Samples train = new SparseParity(6, 3, 1000, 10, null).read().train();
    for (int i = 0; i < train.rows(); i++) {
      int positive = 0;
      for (int j = 0; j < 3; j++) {
        positive += train.inputs()[6 * i + j] > 0 ? 1 : 0;
      }
      assertThat(positive % 2).isEqualTo(train.labels()[i]);
    }
  }

  @Test
  void settingsOutOfRangeNameTheRange() {
    assertThatThrownBy(() -> new Spirals(1, null, null, null, null, null))
        .hasMessage("Invalid classes: expected a whole number in [2, 100], found 1");
    assertThatThrownBy(() -> new Spirals(null, null, -0.5, null, null, null))
        .hasMessage("Invalid noise: expected a number in [0, 10], found -0.5");
    assertThatThrownBy(() -> new Blobs(9, 8, null, null, null, null))
        .hasMessage("Invalid classes: expected a whole number in [2, 8], found 9");
    assertThatThrownBy(() -> new SparseParity(5, 6, null, null, null))
        .hasMessage("Invalid relevant: expected a whole number in [1, 5], found 6");
  }
}
