package org.shaketable.training.text;

import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Bounds;

/**
 * Text of a UTF-8 file, or of all files of a folder in the order of their paths, each a document;
 * or a column of such files that are tables, each row a document.
 *
 * @param path the path of the file or folder, from the working directory; must be given
 * @param column the column of Parquet or JSON Lines files whose values are the text; none if not
 *     given, then files are plain text
 * @param tokens what a token is; characters if not given
 * @param validation share held back for validation; 0.1 if not given
 * @param split whether the text's end or whole documents are held back; by position if not given
 * @param sha256 the SHA-256 of the content, so that a run names the text that it learned; worked
 *     out if not given
 */
public record Corpus(
    String path, String column, Tokenization tokens, Double validation, Split split, String sha256)
    implements Text {

  public Corpus {
    if (path == null || path.isBlank()) {
      throw new Refusal("path", "expected the path of a file or folder, found none");
    }
    tokens = tokens == null ? Tokenization.CHARACTERS : tokens;
    validation = Bounds.number("validation", validation == null ? 0.1 : validation, 0.001, 0.9);
    split = split == null ? Split.POSITION : split;
    sha256 = sha256 == null ? Documents.read(path, column).sha256() : sha256;
  }

  /** Characters of a file, its last tenth for validation. */
  public static Corpus of(String path) {
    return new Corpus(path, null, null, null, null, null);
  }

  @Override
  public String name() {
    return "corpus";
  }

  @Override
  public Alphabet alphabet() {
    return Alphabet.of(
        documents().texts().stream().flatMapToInt(text -> IntStream.of(tokens.symbols(text))));
  }

  private Documents documents() {
    Documents documents = Documents.read(path, column);
    if (!documents.sha256().equals(sha256)) {
      throw new Refusal(
          "sha256",
          "expected %s, the content of %s, found %s: the text has changed"
              .formatted(documents.sha256(), path, sha256));
    }
    return documents;
  }

  @Override
  public TokenData read(Alphabet alphabet, int length) {
    Documents documents = documents();
    int[] train;
    int[] held;
    if (split == Split.DOCUMENT) {
      train = symbols(documents.train(validation));
      held = symbols(documents.held(validation));
    } else {
      int[] all = symbols(documents.texts());
      int end = (int) Math.round(all.length * (1 - validation));
      train = IntStream.of(all).limit(end).toArray();
      held = IntStream.of(all).skip(end).toArray();
    }
    return new TokenData(
        Windows.sliding(alphabet.tokens(train), length, "training"),
        Windows.sliding(alphabet.tokens(held), length, "validation"),
        alphabet.size());
  }

  private int[] symbols(List<String> texts) {
    return texts.stream().flatMapToInt(text -> IntStream.of(tokens.symbols(text))).toArray();
  }
}
