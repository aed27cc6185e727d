package org.shaketable.training.files;

import java.util.List;
import java.util.Map;
import org.shaketable.refusal.Refusal;

/**
 * Arrays in the IDX format, MNIST's: one file of samples, one of their labels; gzip or not. A
 * sample of several axes is one row of inputs, the last axis fastest; of unsigned bytes, inputs are
 * divided by 255 before they are scaled.
 *
 * @param path the path of the file of samples
 * @param labels the path of the file of labels: one whole number a sample
 * @param testPath the path of the samples for testing; a share of {@code path} if not given
 * @param testLabels the path of their labels
 * @param labelBound labels must lie in {@code [0, label-bound)}; any whole number may if not given
 * @param test share of the samples held back for testing; 0.2 if not given
 * @param seed the seed of the draw of those; 1 if not given
 * @param scaling how inputs are scaled; all columns together if not given
 * @param classWeights weights of the loss by class, 1 for those not named
 * @param sha256 the SHA-256 of the content; worked out if not given
 */
public record Idx(
    String path,
    String labels,
    String testPath,
    String testLabels,
    Integer labelBound,
    Double test,
    Long seed,
    Scaling scaling,
    Map<String, Double> classWeights,
    String sha256)
    implements FileData {

  public Idx {
    if ((testPath == null) != (testLabels == null)) {
      throw new Refusal(
          "test-labels", "expected test-path and test-labels together, found one of them");
    }
    scaling = scaling == null ? Scaling.WHOLE : scaling;
    Preparation prepared = Preparation.of(test, seed, scaling, classWeights);
    test = testPath == null ? prepared.test() : null;
    seed = testPath == null ? prepared.seed() : null;
    classWeights = prepared.classWeights().isEmpty() ? null : prepared.classWeights();
    sha256 =
        sha256 == null ? content(path, labels, testPath, testLabels, labelBound).sha256() : sha256;
  }

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public List<String> paths() {
    return HandedFiles.named(path, labels, testPath, testLabels);
  }

  @Override
  public Content content() {
    return content(path, labels, testPath, testLabels, labelBound);
  }

  private static Content content(
      String path, String labels, String testPath, String testLabels, Integer classes) {
    Content content = pair(path, "path", labels, "labels", classes);
    return testPath == null
        ? content
        : content.withTest(
            pair(testPath, "test-path", testLabels, "test-labels", classes), "test-path");
  }

  private static Content pair(
      String path, String setting, String labels, String labelSetting, Integer classes) {
    List<DataFile> files = List.of(DataFile.one(path, setting), DataFile.one(labels, labelSetting));
    IdxArray samples = IdxArray.read(files.get(0), setting);
    IdxArray numbers = IdxArray.read(files.get(1), labelSetting);
    return new Content(
        samples.inputs(),
        numbers.labels(samples.count(), classes, labelSetting),
        samples.width(),
        0,
        Digests.of(files));
  }

  @Override
  public Preparation preparation() {
    return Preparation.of(test, seed, scaling, classWeights);
  }
}
