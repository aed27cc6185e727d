package org.shaketable.jobs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SameOriginTest {
  private static final SameOrigin HERE = new SameOrigin(10080);

  @Test
  void thisPageAndTypedAddressesAreLetIn() {
    assertThat(HERE.refusal("localhost:10080", null, null)).isEmpty();
    assertThat(HERE.refusal("localhost:10080", null, "none")).isEmpty();
    assertThat(HERE.refusal("127.0.0.1:10080", "http://127.0.0.1:10080", "same-origin")).isEmpty();
    assertThat(HERE.refusal("[::1]:10080", null, null)).isEmpty();
  }

  @Test
  void otherNamesThatLeadHereAreRefused() {
    assertThat(HERE.refusal("evil.example:10080", null, null))
        .contains("Expected Host localhost:10080, found evil.example:10080");
    assertThat(HERE.refusal("localhost.evil.example:10080", null, null)).isPresent();
    assertThat(HERE.refusal("localhost:80", null, null)).isPresent();
    assertThat(HERE.refusal(null, null, null)).isPresent();
  }

  @Test
  void pagesOfOtherOriginsAreRefused() {
    assertThat(HERE.refusal("localhost:10080", "https://evil.example", null))
        .contains("Expected Origin http://localhost:10080, found https://evil.example");
    assertThat(HERE.refusal("localhost:10080", "null", null)).isPresent();
    assertThat(HERE.refusal("localhost:10080", "http://localhost:3000", null)).isPresent();
    assertThat(HERE.refusal("localhost:10080", null, "cross-site")).isPresent();
    assertThat(HERE.refusal("localhost:10080", null, "same-site")).isPresent();
  }
}
