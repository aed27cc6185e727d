package org.shaketable.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "blobs",
        "../../../x",
        "<script>alert('x')</script>",
        "a b",
        "\u00e9t\u00e9",
        "\u65e5\u672c",
        "a=b",
        "null"
      })
  void whatCanBeSeenAndHeldIsAName(String name) {
    assertThat(PartitionName.fault(name)).isEmpty();
  }

  @Test
  void hivesWordForNoValueIsNone() {
    assertThat(PartitionName.fault("__HIVE_DEFAULT_PARTITION__"))
        .contains("expected another name than the one that stands for none in Hive's tables");
  }

  /**
   * Zero-width joiner, soft hyphen, marks of direction, no-break space, private use, tab, newline.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u200db",
        "a\u00adb",
        "a\u202eb",
        "a\ufeff",
        "a\u00a0b",
        "a\ue000",
        "a\tb",
        "a\nb",
        "a\ud800"
      })
  void whatNobodySeesIsNamed(String name) {
    assertThat(PartitionName.fault(name).orElseThrow())
        .startsWith("expected characters that can be seen, found U+")
        .doesNotContain("\n");
  }

  @Test
  void accentsApartAreAnotherNameThatLooksTheSame() {
    assertThat(PartitionName.fault("e\u0301t\u00e9"))
        .contains(
            "expected letters with their accents in one character (Unicode's form NFC,"
                + " '\u00e9t\u00e9'), found them apart");
  }

  @Test
  void aNameIsAsLongAsItsDirectorysNameLetsItBe() {
    assertThat(PartitionName.fault("a".repeat(246))).isEmpty();
    assertThat(PartitionName.fault("a".repeat(247)))
        .contains("expected a name of at most 246 bytes as part of a path, found 247");
    assertThat(PartitionName.fault("/".repeat(82))).isEmpty();
    assertThat(PartitionName.fault("/".repeat(100)).orElseThrow()).endsWith("found 300");
    assertThat(PartitionName.fault("\u65e5".repeat(82))).isEmpty();
    assertThat(PartitionName.fault("\u65e5".repeat(100)).orElseThrow()).endsWith("found 300");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a "})
  void blanksAroundANameAreNotPartOfIt(String name) {
    assertThat(PartitionName.fault(name).orElseThrow()).contains("blank");
  }
}
