package org.shaketable.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  @TempDir Path folder;

  private void image(String name, int width, int height, int... pixels) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, pixels[i % pixels.length]);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, name.endsWith("png") ? "png" : "jpg", file.toFile());
  }

  private Images images(Integer width, Integer height, int channels) {
    return new Images(
        folder.toString(), null, width, height, channels, 0.5, null, Scaling.NONE, null, null);
  }

  @Test
  void aFolderIsAClassAndAnImageItsChannelsRowByRow() throws IOException {
    image("cat/1.png", 2, 1, 0xff0000, 0x00ff00);
    image("dog/1.png", 2, 1, 0x0000ff, 0xffffff);
    Files.writeString(folder.resolve("notes.txt"), "not an image");
    Content content = images(null, null, 3).content();
    assertThat(content.labels()).containsExactly("cat", "dog");
    assertThat(content.inputs()).containsExactly(1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 1);
  }

  @Test
  void greyIsTheLuma() throws IOException {
    image("cat/1.png", 1, 1, 0xff0000);
    image("dog/1.png", 1, 1, 0xffffff);
    assertThat(images(null, null, 1).content().inputs()).containsExactly(0.299f, 1f);
  }

  @Test
  void imagesOfOtherSizesAreBroughtToOneWhereItIsGiven() throws IOException {
    image("cat/1.png", 4, 4, 0xffffff);
    image("dog/1.jpg", 2, 2, 0x000000);
    assertThat(images(2, 2, 1).content().inputs())
        .satisfies(inputs -> assertThat(inputs).hasSize(8))
        .satisfies(inputs -> assertThat(inputs[0]).isEqualTo(1f));
    assertThatThrownBy(() -> images(null, null, 1))
        .hasMessageStartingWith(
            "Invalid path: expected 4 x 4 pixels, as the first image has, found 2 x 2 in ")
        .hasMessageEndingWith("give width and height to bring all to one size");
  }

  @Test
  void anImageThatDoesNotDecodeIsNamed() throws IOException {
    image("cat/1.png", 2, 2, 0xffffff);
    Files.createDirectories(folder.resolve("dog"));
    Files.writeString(folder.resolve("dog/1.png"), "no image");
    assertThatThrownBy(() -> images(null, null, 3))
        .hasMessageStartingWith("Invalid path: expected a PNG or JPEG image, found one that does")
        .hasMessageEndingWith("dog/1.png");
    byte[] cut = Files.readAllBytes(folder.resolve("cat/1.png"));
    Files.write(folder.resolve("dog/1.png"), Arrays.copyOf(cut, cut.length / 2));
    assertThatThrownBy(() -> images(null, null, 3)).hasMessageEndingWith("dog/1.png");
  }

  @Test
  void imagesInNoFolderOfAClassAreRefused() throws IOException {
    image("1.png", 1, 1, 0);
    assertThatThrownBy(() -> images(null, null, 3))
        .hasMessageStartingWith("Invalid path: expected images in one folder for each class");
  }

  @Test
  void aFolderWithoutImagesIsRefused() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "not an image");
    assertThatThrownBy(() -> images(null, null, 3))
        .hasMessageContaining("found none below " + folder);
  }
}
