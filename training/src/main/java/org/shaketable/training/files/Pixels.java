package org.shaketable.training.files;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import org.shaketable.refusal.Refusal;

/**
 * Size to which images are decoded.
 *
 * @param width the width in pixels; 0 for that of the first image, which all others must have
 * @param channels 1 (luma of ITU-R BT.601) or 3
 */
record Pixels(int width, int height, int channels, boolean brought) {

  Pixels(int width, int height, int channels) {
    this(width, height, channels, true);
  }

  /** The size of the first image, which all others must have. */
  static Pixels asFirst(int channels) {
    return new Pixels(0, 0, channels, false);
  }

  /** This size, or an image's where there is none. */
  Pixels orOf(DataFile image) {
    if (width > 0) {
      return this;
    }
    BufferedImage decoded = decode(image);
    return new Pixels(decoded.getWidth(), decoded.getHeight(), channels, false);
  }

  /** Numbers of a sample. */
  int inputs() {
    return Math.multiplyExact(Math.multiplyExact(width, height), channels);
  }

  /** An image's numbers in [0, 1], channel by channel. */
  float[] of(DataFile file) {
    BufferedImage image = sized(decode(file), file);
    float[] values = new float[inputs()];
    int plane = width * height;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = image.getRGB(x, y);
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        int at = y * width + x;
        if (channels == 1) {
          values[at] = (299 * red + 587 * green + 114 * blue) / 255_000f;
        } else {
          values[at] = red / 255f;
          values[plane + at] = green / 255f;
          values[2 * plane + at] = blue / 255f;
        }
      }
    }
    return values;
  }

  private BufferedImage sized(BufferedImage image, DataFile file) {
    if (image.getWidth() == width && image.getHeight() == height) {
      return image;
    }
    if (!brought) {
      throw new Refusal(
          "path",
          "expected %d x %d pixels, as the first image has, found %d x %d in %s; give width and height to bring all to one size"
              .formatted(width, height, image.getWidth(), image.getHeight(), file.path()));
    }
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }

  private static BufferedImage decode(DataFile file) {
    try (InputStream in = file.open()) {
      BufferedImage image = ImageIO.read(in);
      if (image != null) {
        return image;
      }
      throw undecodable(file, "no image", null);
    } catch (IOException | RuntimeException e) {
      if (e instanceof Refusal told) {
        throw told;
      }
      throw undecodable(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static Refusal undecodable(DataFile file, String found, Exception cause) {
    return new Refusal(
        "path",
        "expected a PNG or JPEG image, found one that does not decode (%s): %s"
            .formatted(found, file.path()),
        cause);
  }
}
