package org.shaketable.training.files;

import java.util.List;
import java.util.Map;
import org.shaketable.training.data.TargetData;
import org.shaketable.training.data.TargetSet;

/**
 * Rows of Parquet files: numbers (or truth values, as 0 and 1), and a column of texts, whole
 * numbers or truth values that names the class.
 *
 * @param path the path of a file, folder or glob; several files must have the same columns
 * @param testPath the path of files whose rows are for testing; a share of {@code path} if not
 *     given
 * @param label column of the class, or of the number that a regression learns; must be given
 * @param columns the columns of the inputs; all others if not given
 * @param test share of the rows held back for testing; 0.2 if not given
 * @param seed the seed of the draw of those; 1 if not given
 * @param scaling how inputs are scaled; each column alone if not given
 * @param classWeights weights of the loss by class, 1 for those not named
 * @param sha256 the SHA-256 of the content; worked out if not given
 */
public record Parquet(
    String path,
    String testPath,
    String label,
    List<String> columns,
    Double test,
    Long seed,
    Scaling scaling,
    Map<String, Double> classWeights,
    String sha256)
    implements FileData, TargetData {

  public Parquet {
    columns = columns == null ? null : List.copyOf(columns);
    scaling = scaling == null ? Scaling.COLUMNS : scaling;
    Preparation prepared = Preparation.of(test, seed, scaling, classWeights);
    test = testPath == null ? prepared.test() : null;
    seed = testPath == null ? prepared.seed() : null;
    classWeights = prepared.classWeights().isEmpty() ? null : prepared.classWeights();
    sha256 =
        sha256 == null
            ? SampleRows.content(path, testPath, new Layout(label, columns), ParquetRows::read)
                .sha256()
            : sha256;
  }

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public List<String> paths() {
    return HandedFiles.named(path, testPath);
  }

  @Override
  public Content content() {
    return SampleRows.content(path, testPath, new Layout(label, columns), ParquetRows::read);
  }

  @Override
  public TargetSet targets() {
    return Shared.targets(this);
  }

  @Override
  public Preparation preparation() {
    return Preparation.of(test, seed, scaling, classWeights);
  }
}
