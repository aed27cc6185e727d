package org.shaketable.training.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Bounds;

/**
 * Images as PNG or JPEG files in one folder for each class, whose name is the class's. A sample is
 * one row of inputs in [0, 1]: channel by channel, each row by row from the top left.
 *
 * @param path the path of the folder that holds the classes' folders
 * @param testPath the path of such a folder for testing; a share of {@code path} if not given
 * @param width the width to which images are brought, in pixels; all must have the first one's if
 *     not given
 * @param height the height to which images are brought, in pixels; given where {@code width} is
 * @param channels 1 for grey, 3 for red, green and blue; 3 if not given
 * @param test share of the images held back for testing; 0.2 if not given
 * @param seed the seed of the draw of those; 1 if not given
 * @param scaling how inputs are scaled; all columns together if not given
 * @param classWeights weights of the loss by class, 1 for those not named
 * @param sha256 the SHA-256 of the content; worked out if not given
 */
public record Images(
    String path,
    String testPath,
    Integer width,
    Integer height,
    Integer channels,
    Double test,
    Long seed,
    Scaling scaling,
    Map<String, Double> classWeights,
    String sha256)
    implements FileData {

  public Images {
    channels = channels == null ? 3 : channels;
    if (channels != 1 && channels != 3) {
      throw new Refusal("channels", "expected 1 or 3, found %d".formatted(channels));
    }
    if ((width == null) != (height == null)) {
      throw new Refusal("height", "expected width and height together, found one of them");
    }
    if (width != null) {
      Bounds.whole("width", width, 1, 4096);
      Bounds.whole("height", height, 1, 4096);
    }
    scaling = scaling == null ? Scaling.WHOLE : scaling;
    Preparation prepared = Preparation.of(test, seed, scaling, classWeights);
    test = testPath == null ? prepared.test() : null;
    seed = testPath == null ? prepared.seed() : null;
    classWeights = prepared.classWeights().isEmpty() ? null : prepared.classWeights();
    sha256 = sha256 == null ? content(path, testPath, width, height, channels).sha256() : sha256;
  }

  @Override
  public String name() {
    return "images";
  }

  @Override
  public List<String> paths() {
    return HandedFiles.named(path, testPath);
  }

  @Override
  public Content content() {
    return content(path, testPath, width, height, channels);
  }

  private static Content content(
      String path, String testPath, Integer width, Integer height, int channels) {
    Pixels pixels = width == null ? Pixels.asFirst(channels) : new Pixels(width, height, channels);
    Content content = folder(path, "path", pixels);
    return testPath == null
        ? content
        : content.withTest(folder(testPath, "test-path", pixels), "test-path");
  }

  private static Content folder(String path, String setting, Pixels pixels) {
    List<DataFile> images =
        DataFile.all(path, setting).stream()
            .filter(file -> file.ends(".png", ".jpg", ".jpeg"))
            .toList();
    if (images.isEmpty()) {
      throw new Refusal(
          setting,
          "expected PNG or JPEG files in one folder for each class, found none below %s"
              .formatted(path));
    }
    List<String> labels = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    Pixels size = pixels.orOf(images.get(0));
    for (DataFile image : images) {
      labels.add(label(image, setting));
      rows.add(size.of(image));
    }
    SampleRows.checkSize(rows.size(), size.inputs(), path, setting);
    float[] inputs = new float[rows.size() * size.inputs()];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, inputs, i * size.inputs(), size.inputs());
    }
    return new Content(inputs, labels, size.inputs(), 0, Digests.of(images));
  }

  private static String label(DataFile image, String setting) {
    int end = image.name().indexOf('/');
    if (end < 0) {
      throw new Refusal(
          setting,
          "expected images in one folder for each class, found %s in none".formatted(image.path()));
    }
    return image.name().substring(0, end);
  }

  @Override
  public Preparation preparation() {
    return Preparation.of(test, seed, scaling, classWeights);
  }
}
