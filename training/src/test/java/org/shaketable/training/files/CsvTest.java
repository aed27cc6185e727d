package org.shaketable.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.training.data.DataSet;

class CsvTest {
  private static final String FLOWERS =
      """
      length,width,kind
      1,10,rose
      2,20,aster
      3,30,rose
      4,40,aster
      """;

  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Csv csv(String path, String label) {
    return new Csv(path, null, label, null, null, null, 0.5, null, Scaling.NONE, null, null);
  }

  @Test
  void classesAreNumberedByNameAndRowsSplitBySeed() throws IOException {
    Csv csv = csv(file("flowers.csv", FLOWERS), "kind");
    DataSet data = csv.read();
    assertThat(csv.classes()).isEqualTo(2);
    assertThat(csv.trainingSamples()).isEqualTo(2);
    assertThat(data.test().rows()).isEqualTo(2);
    IntStream.range(0, 2)
        .forEach(
            i -> {
              float length = data.train().inputs()[2 * i];
              assertThat(data.train().inputs()[2 * i + 1]).isEqualTo(10 * length);
              assertThat(data.train().labels()[i]).isEqualTo(length % 2 == 0 ? 0 : 1);
            });
    assertThat(csv(csv.path(), "kind").read().train().inputs()).isEqualTo(data.train().inputs());
  }

  @Test
  void numbersThatNameClassesAreOrderedAsNumbers() throws IOException {
    Csv csv = csv(file("digits.csv", "x,y\n1,10\n2,9\n3,10\n4,9\n"), "y");
    DataSet data = csv.read();
    for (int i = 0; i < 2; i++) {
      assertThat(data.train().labels()[i]).isEqualTo(data.train().inputs()[i] % 2 == 1 ? 1 : 0);
    }
  }

  @Test
  void aMarkWindowsLineEndsQuotesAndGzipAreRead() throws IOException {
    String plain = file("flowers.csv", FLOWERS);
    Path odd = folder.resolve("odd.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(odd))) {
      String text = "\uFEFF" + FLOWERS.replace("rose", "\"rose\"").replace("\n", "\r\n");
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(csv(odd.toString(), "kind").read().train().inputs())
        .isEqualTo(csv(plain, "kind").read().train().inputs());
  }

  @Test
  void withoutAHeaderColumnsAreNumbered() throws IOException {
    String path = file("plain.csv", "1;a\n2;b\n3;a\n4;b\n");
    Csv csv =
        new Csv(path, null, "c2", List.of("c1"), ";", false, 0.5, 3L, Scaling.NONE, null, null);
    assertThat(csv.read().train().columns()).isEqualTo(1);
  }

  @Test
  void aFolderIsReadInTheOrderOfNamesWithoutHiddenFiles() throws IOException {
    file("b.csv", "x,y\n3,a\n4,b\n");
    file("a.csv", "x,y\n1,a\n2,b\n");
    file(".c.csv", "nothing");
    Csv whole = csv(folder.toString(), "y");
    assertThat(whole.content().inputs()).containsExactly(1, 2, 3, 4);
    assertThat(csv(folder + "/*.csv", "y").content().inputs()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void rowsOfATestFileAreTheTestSamplesAndColumnsAreScaledByTheOthers() throws IOException {
    String train = file("train.csv", "x,y\n1,a\n3,b\n");
    String test = file("test.csv", "x,y\n2,a\n5,b\n");
    Csv csv = new Csv(train, test, "y", null, null, null, null, null, null, null, null);
    assertThat(csv.read().train().inputs()).containsExactly(-1, 1);
    assertThat(csv.read().test().inputs()).containsExactly(0, 3);
    assertThat(csv.read().test().labels()).containsExactly(0, 1);
  }

  @Test
  void oneStandardDeviationOfAnInputIsKnownToDisturbancesAlsoWhereNothingIsScaled()
      throws IOException {
    String path = file("train.csv", "x,y\n1,a\n3,b\n");
    Csv csv = new Csv(path, path, "y", null, null, null, null, null, Scaling.NONE, null, null);
    assertThat(csv.read().inputScale()).containsExactly(1f);
    Csv tenfold =
        new Csv(
            file("ten.csv", "x,y\n10,a\n30,b\n"),
            path,
            "y",
            null,
            null,
            null,
            null,
            null,
            Scaling.NONE,
            null,
            null);
    assertThat(tenfold.read().inputScale()).containsExactly(10f);
  }

  @Test
  void weightsOfClassesAreInTheirOrder() throws IOException {
    Csv csv =
        new Csv(
            file("flowers.csv", FLOWERS),
            null,
            "kind",
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of("rose", 3.0),
            null);
    assertThat(csv.lossWeights()).containsExactly(1.0, 3.0);
  }

  @Test
  void aWeightOfAClassThatIsNotThereIsRefused() throws IOException {
    Csv csv =
        new Csv(
            file("flowers.csv", FLOWERS),
            null,
            "kind",
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of("tulip", 3.0),
            null);
    assertThatThrownBy(csv::lossWeights)
        .hasMessage("Invalid class-weights: expected names of classes (aster, rose), found tulip");
  }

  @Test
  void dataThatHaveChangedAreRefused() throws IOException {
    String path = file("flowers.csv", FLOWERS);
    Csv before = csv(path, "kind");
    file("flowers.csv", FLOWERS + "5,50,rose\n");
    assertThatThrownBy(before::read)
        .hasMessageStartingWith("Invalid sha256: expected ")
        .hasMessageEndingWith(": the data have changed");
  }

  @Test
  void whatIsNoTableOfNumbersIsToldInOneLineWithItsPlace() throws IOException {
    refused(
        "x,kind\n1,a\n", "label", "Invalid label: expected a column of ", "(x, kind), found label");
    refused(
        "x,kind\n1,a\nmany,b\n",
        "kind",
        "Invalid columns: expected finite numbers in column x, found 'many' in line 3 of ",
        ".csv");
    refused("x,kind\n1,a\n,b\n", "kind", "Invalid columns: expected finite numbers", "empty cell");
    refused("x,kind\n1,a\nNaN,b\n", "kind", "Invalid columns: expected finite numbers", "'NaN'");
    refused(
        "x,kind\n1,a\n1e99,b\n", "kind", "Invalid columns: expected finite", "'1e99' in line 3");
    refused("x,kind\n1,a\n2f,b\n", "kind", "Invalid columns: expected finite", "'2f' in line 3");
    refused(
        "x,kind\n1,a\n2,b,c\n",
        "kind",
        "Invalid path: expected 2 values in a row, found 3 in line 3 of ",
        ".csv");
    refused(
        "x,kind\n1,a\n2,\n", "kind", "Invalid label: expected a class in column kind", "line 3");
    refused("", "kind", "Invalid path: expected rows, found an empty file", ".csv");
    refused("x,kind\n", "kind", "Invalid path: expected rows, found none in ", ".csv");
    refused("kind\na\nb\n", "kind", "Invalid columns: expected a column of inputs", ".csv");
  }

  private void refused(String text, String label, String start, String part) throws IOException {
    String path = file("bad.csv", text);
    assertThatThrownBy(() -> csv(path, label))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(start)
        .hasMessageContaining(part);
  }

  @Test
  void aPathThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> csv(folder + "/none.csv", "kind"))
        .hasMessage(
            "Invalid path: expected a file, folder or glob of files that exist, found "
                + folder
                + "/none.csv");
  }

  @Test
  void oneClassAloneIsRefused() throws IOException {
    Csv csv = csv(file("one.csv", "x,kind\n1,a\n2,a\n3,a\n"), "kind");
    assertThatThrownBy(csv::classes)
        .hasMessage("Invalid label: expected 2 to 65,536 classes, found 1");
  }
}
