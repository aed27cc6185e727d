package org.shaketable.jobs.watch;

import java.util.Optional;
import java.util.Set;

/**
 * Who may ask: a page of this server in a browser of this machine. A page of another origin may
 * send requests, too, even under a name of its own that leads here; what it names in {@code Host}
 * or {@code Origin} tells it.
 */
record SameOrigin(int port) {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Why a request is refused; empty where it is not. */
  Optional<String> refusal(String host, String origin, String site) {
    if (host == null || !isHere(host)) {
      return Optional.of("Expected Host localhost:%d, found %s".formatted(port, host));
    }
    if (origin != null && !origin.equals("http://" + host)) {
      return Optional.of("Expected Origin http://%s, found %s".formatted(host, origin));
    }
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return Optional.of("Expected a request of this page, found one of another site");
    }
    return Optional.empty();
  }

  private boolean isHere(String host) {
    return NAMES.stream().anyMatch(name -> host.equals(name + ":" + port));
  }
}
