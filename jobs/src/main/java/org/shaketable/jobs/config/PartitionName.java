package org.shaketable.jobs.config;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/**
 * Names that tables are partitioned by: each becomes the name of a directory, and is told apart
 * from others by people who see it.
 */
public final class PartitionName {
  /** What file systems hold in a name, in bytes. */
  private static final int MOST_BYTES = 255;

  /** The column's name and the sign between both. */
  private static final int PREFIX_BYTES = "workload=".length();

  /** Hive's word for no value: whoever reads the directory's name finds null. */
  private static final String RESERVED = ExternalCatalogUtils.DEFAULT_PARTITION_NAME();

  private PartitionName() {}

  /** Why a name cannot be one, if it cannot. */
  public static Optional<String> fault(String name) {
    if (name.isBlank() || !name.equals(name.strip())) {
      return Optional.of("expected a name that neither is blank nor begins or ends with a space");
    }
    if (name.equals(RESERVED)) {
      return Optional.of(
          "expected another name than the one that stands for none in Hive's tables");
    }
    Optional<String> invisible = invisible(name);
    if (invisible.isPresent()) {
      return invisible;
    }
    if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
      return Optional.of(
          "expected letters with their accents in one character (Unicode's form NFC, '%s'), found them apart"
              .formatted(Normalizer.normalize(name, Normalizer.Form.NFC)));
    }
    int bytes = bytes(name);
    return bytes <= MOST_BYTES - PREFIX_BYTES
        ? Optional.empty()
        : Optional.of(
            "expected a name of at most %d bytes as part of a path, found %d"
                .formatted(MOST_BYTES - PREFIX_BYTES, bytes));
  }

  /** Length in UTF-8, with three bytes for each character that paths have no place for. */
  private static int bytes(String name) {
    return ExternalCatalogUtils.escapePathName(name).getBytes(StandardCharsets.UTF_8).length;
  }

  /** The first character that nobody sees, or that looks like a space and is another. */
  private static Optional<String> invisible(String name) {
    return name.codePoints()
        .filter(point -> point != ' ' && unseen(Character.getType(point)))
        .mapToObj(
            point ->
                "expected characters that can be seen, found U+%04X (%s)"
                    .formatted(point, Character.getName(point)))
        .findFirst();
  }

  private static boolean unseen(int type) {
    return switch (type) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
