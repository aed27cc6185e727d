package org.shaketable.jobs.analyze;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.shaketable.analytics.evidence.ClaimDefinition;

/**
 * The claims of {@code conf/claims.yaml}, as they stood when this was built: rules belong to the
 * version of the code that judges by them.
 */
public final class ClaimsFile {
  private static final String RESOURCE = "claims.yaml";

  private ClaimsFile() {}

  /** All claims, in their order. */
  public static List<ClaimDefinition> read() {
    YAMLMapper mapper =
        YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .build();
    try (InputStream in = ClaimsFile.class.getResourceAsStream(RESOURCE)) {
      return List.copyOf(mapper.readValue(in, new TypeReference<List<ClaimDefinition>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
