package org.shaketable.jobs.analyze;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.shaketable.analytics.evidence.ClaimDefinition;
import org.shaketable.jobs.json.Json;

/**
 * The claims of {@code conf/claims.yaml}, as they stood when this was built: rules belong to the
 * version of the code that judges by them.
 */
public final class ClaimsFile {
  private static final String RESOURCE = "claims.yaml";

  private ClaimsFile() {}

  /** All claims, in their order. */
  public static List<ClaimDefinition> read() {
    try (InputStream in = ClaimsFile.class.getResourceAsStream(RESOURCE)) {
      return Json.yamlList(in, ClaimDefinition.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
