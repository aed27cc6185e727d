package org.shaketable.jobs.imports.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.LogFile;
import org.shaketable.jobs.imports.log.LogReader;
import org.shaketable.jobs.imports.log.Skip;
import org.shaketable.jobs.json.Json;

/**
 * The {@code log_history} of the file {@code trainer_state.json} that Hugging Face's Trainer leaves
 * with each checkpoint. Other numbers and texts at the top are facts of the run.
 *
 * @param layout how rows say steps, runs and series
 */
public record TrainerStateReader(RowLayout layout) implements LogReader {

  @Override
  public void read(LogFile file, Gathering into) throws IOException {
    try (InputStream in = file.open();
        JsonParser parser = Json.pieces(in)) {
      if (parser.nextToken() == null) {
        into.skips().add(Skip.EMPTY, "line 1");
      } else {
        top(parser, into);
      }
    } catch (EOFException | JsonEOFException e) {
      into.skips().add(Skip.TRUNCATED, "the end of the file");
    } catch (JsonProcessingException e) {
      into.skips().add(Skip.CORRUPT, "line %,d".formatted(e.getLocation().getLineNr()));
    }
  }

  private void top(JsonParser parser, Gathering into) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("log_history") && value == JsonToken.START_ARRAY) {
        history(parser, into);
      } else if (value.isScalarValue()) {
        into.run().fact(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }

  private void history(JsonParser parser, Gathering into) throws IOException {
    RowMapper mapper = new RowMapper(layout, into);
    int number = 1;
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      JsonNode entry = parser.readValueAsTree();
      JsonRow.of(entry).into(mapper, "entry %,d of log_history".formatted(number++));
    }
  }
}
