package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.TestSession;

class SweepNoteTest {
  @TempDir Path directory;

  @Test
  void theLastNoteOfASweepCountsWhateverAKilledProcessLeft() throws IOException {
    Lake lake = Lake.create(TestSession.spark(), directory.toString());
    assertThat(SweepNote.of(lake)).isEmpty();
    List<SweepNote.Planned> planned = List.of(new SweepNote.Planned("w", "placebo", 3));
    SweepNote first = new SweepNote("a", 0, 10, "2026-01-01T00:00:00Z", List.of());
    SweepNote last = new SweepNote("a", 4, 10, "2026-01-02T00:00:00Z", planned);

    first.write(lake);
    Files.writeString(directory.resolve("_sweeps/.a.json.1f.tmp"), "{\"sweep\":\"a\",\"bef");
    assertThat(SweepNote.of(lake)).containsExactly(first);

    last.write(lake);
    assertThat(SweepNote.of(lake)).containsExactly(last);
  }

  @Test
  void aNoteOfAnEarlierVersionDoesNotSayWhatWasPlanned() throws IOException {
    Lake lake = Lake.create(TestSession.spark(), directory.toString());
    Files.createDirectories(directory.resolve("_sweeps"));
    Files.writeString(
        directory.resolve("_sweeps/a.json"),
        "{\"sweep\":\"a\",\"before\":0,\"expected\":7,\"since\":\"2026-01-01T00:00:00Z\"}");

    assertThat(SweepNote.of(lake).get(0).planned()).isEmpty();
    assertThat(SweepNote.of(lake).get(0).expected()).isEqualTo(7);
  }
}
