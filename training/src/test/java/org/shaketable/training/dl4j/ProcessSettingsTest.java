package org.shaketable.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessSettingsTest {
  private static final Map<String, String> RIGHT =
      Map.of("org.bytedeco.javacpp.maxphysicalbytes", "0");
  private static final Map<String, String> ONE_THREAD = Map.of("OMP_NUM_THREADS", "1");

  @Test
  void whatTheLauncherSetsIsRight() {
    assertThat(ProcessSettings.warning(RIGHT::get, ONE_THREAD::get)).isEmpty();
    // Tests are started as runs are.
    assertThat(ProcessSettings.warning(System::getProperty, System::getenv)).isEmpty();
  }

  @Test
  void whatIsMissingIsToldInOneLine() {
    assertThat(ProcessSettings.warning(Map.<String, String>of()::get, ONE_THREAD::get))
        .hasValue(
            "Warning: DL4J is not started as it should be (expected"
                + " -Dorg.bytedeco.javacpp.maxphysicalbytes=0, found nothing: each allocation reads"
                + " /proc, most of the time of a small network); start with jobs/bin/shaketable, or"
                + " with the properties of conf/*.conf.");
    assertThat(
            ProcessSettings.warning(
                Map.of(
                        "org.bytedeco.javacpp.maxphysicalbytes",
                        "4g",
                        "org.bytedeco.javacpp.nopointergc",
                        "true")
                    ::get,
                Map.of("OMP_NUM_THREADS", "8")::get))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .hasLineCount(1)
                    .contains(
                        "found 4g: each allocation",
                        "expected no -Dorg.bytedeco.javacpp.nopointergc, found it",
                        "expected OMP_NUM_THREADS=1 in the environment, found 8"));
  }
}
