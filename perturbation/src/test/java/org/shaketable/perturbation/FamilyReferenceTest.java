package org.shaketable.perturbation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FamilyReferenceTest {
  private static final Path PAGE = Path.of("FAMILIES.md");
  private static final Path PICTURES = Path.of("pictures");

  /** Run with {@code -Dfamilies.write=true} to write page and pictures anew. */
  @Test
  void theCommittedPageIsWhatTheRegistryGives() throws IOException {
    if (Boolean.getBoolean("families.write")) {
      Files.writeString(PAGE, FamilyReference.markdown());
    }
    assertThat(PAGE).content().isEqualTo(FamilyReference.markdown());
  }

  @Test
  void theCommittedPicturesAreWhatTheFamiliesDo() throws IOException {
    Files.createDirectories(PICTURES);
    for (Families.Entry entry : Families.all()) {
      Path picture = PICTURES.resolve(entry.family().name() + ".svg");
      if (Boolean.getBoolean("families.write")) {
        Files.writeString(picture, Picture.svg(entry));
      }
      assertThat(picture).content().isEqualTo(Picture.svg(entry));
      assertThat(picture).content().hasSizeLessThan(4_000);
    }
    try (Stream<Path> files = Files.list(PICTURES)) {
      assertThat(files).hasSameSizeAs(Families.all());
    }
  }

  @Test
  void everyPictureShowsADifference() {
    for (Families.Entry entry : Families.all()) {
      String[] lines = Picture.svg(entry).split("<polyline", -1);
      assertThat(points(lines[1])).as(entry.family().name()).isNotEqualTo(points(lines[2]));
    }
  }

  private static String points(String line) {
    return line.substring(line.indexOf('"'), line.indexOf("\" fill"));
  }

  @Test
  void everyFamilyHasItsSection() {
    assertThat(FamilyReference.markdown().lines().filter(line -> line.startsWith("### ")))
        .hasSize(Families.all().size());
  }
}
