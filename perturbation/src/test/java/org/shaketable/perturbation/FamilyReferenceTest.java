package org.shaketable.perturbation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FamilyReferenceTest {

  /** Run with {@code -Dfamilies.write=true} to write the page anew. */
  @Test
  void theCommittedPageIsWhatTheRegistryGives() throws Exception {
    Path page = Path.of("FAMILIES.md");
    if (Boolean.getBoolean("families.write")) {
      Files.writeString(page, FamilyReference.markdown());
    }
    assertThat(page).content().isEqualTo(FamilyReference.markdown());
  }

  @Test
  void everyFamilyHasItsSection() {
    assertThat(FamilyReference.markdown().lines().filter(line -> line.startsWith("### ")))
        .hasSize(Families.all().size());
  }
}
