package org.shaketable.training.dl4j;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.files.DataFile;

/**
 * A file with a DL4J model: {@code network: {dl4j: model.zip}}.
 *
 * @param dl4j path of the file, local or of any Hadoop file system; a {@code .zip} of DL4J's {@code
 *     ModelSerializer}, trained or not, the JSON of a configuration, or a Keras model in HDF5
 * @param sha256 the SHA-256 of the file; worked out if not given
 */
public record ModelFile(String dl4j, String sha256) {
  // What is in it follows from the key alone, content and all: no run can see whether it was there.
  private static final Map<ModelFile, SoftReference<ModelArchive>> READ = new HashMap<>();

  public ModelFile {
    sha256 = sha256 == null ? read(dl4j).sha256() : sha256;
  }

  private static ModelArchive read(String path) {
    return ModelArchive.of(path, DataFile.one(path, "dl4j").bytes());
  }

  /**
   * The content, read once in a process.
   *
   * @throws Refusal where the file is no longer the one whose digest is named
   */
  ModelArchive archive() {
    synchronized (READ) {
      SoftReference<ModelArchive> known = READ.get(this);
      ModelArchive archive = known == null ? null : known.get();
      if (archive == null) {
        archive = read(dl4j);
        if (!archive.sha256().equals(sha256)) {
          throw new Refusal(
              "sha256",
              "expected %s, that of %s as it is, found %s: the model has changed"
                  .formatted(archive.sha256(), dl4j, sha256));
        }
        READ.put(this, new SoftReference<>(archive));
      }
      return archive;
    }
  }
}
