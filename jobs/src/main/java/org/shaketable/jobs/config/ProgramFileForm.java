package org.shaketable.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.program.ProgramFile;

/**
 * A file of a program: in YAML a path relative to the file that names it; in a specification its
 * name with the digest of its content.
 */
final class ProgramFileForm implements Form {
  private static final String DIGEST = " sha256:";

  @Override
  public Object read(Node node, Binder binder) {
    String text = Scalars.text(node, "the path of a file");
    try {
      return text.contains(DIGEST)
          ? ProgramFile.parse(text)
          : ProgramFile.in(directory(node.place()), text);
    } catch (Refusal e) {
      throw node.place().mistake(e.reason());
    }
  }

  private static Path directory(KeyPlace place) {
    Path parent = Path.of(place.file()).toAbsolutePath().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  @Override
  public JsonNode write(Object value, CanonicalJson json) {
    return JsonNodeFactory.instance.textNode(value.toString());
  }
}
