package org.shaketable.training.files;

import java.util.List;
import org.shaketable.training.data.DataSet;
import org.shaketable.training.data.LabelledData;

/** Task of classifying the samples of files. */
public sealed interface FileData extends LabelledData permits Csv, Parquet, Idx, Images {

  @Override
  List<String> paths();

  /** SHA-256 of all files' names and contents. */
  String sha256();

  /** What the files say, before they are split and standardised. */
  Content content();

  /** How the samples are split and standardised. */
  Preparation preparation();

  @Override
  default Integer classes() {
    return prepared().classNames().size();
  }

  @Override
  default int trainingSamples() {
    return prepared().data().train().rows();
  }

  @Override
  default DataSet read() {
    return prepared().data();
  }

  @Override
  default List<Double> lossWeights() {
    return preparation().weights(prepared().classNames());
  }

  private Prepared prepared() {
    return Shared.of(this);
  }
}
