package org.shaketable.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Workload;

/** Specifications of runs as canonical JSON, and the ids that follow from it. */
public final class Specs {
  private static final Forms FORMS = new Forms();
  private static final CanonicalJson JSON = new CanonicalJson(FORMS);
  private static final Binder BINDER = new Binder(FORMS);

  private Specs() {}

  /** Canonical JSON of a specification: sorted keys, resolved values. */
  public static String json(RunSpec spec) {
    return JSON.text(spec);
  }

  /** Canonical JSON of a workload. */
  public static String json(Workload workload) {
    return JSON.text(workload);
  }

  /**
   * The first difference between two workloads, e.g. {@code learner.gamma: 0.99 there, 0.98 here}.
   */
  public static Optional<String> difference(Workload there, Workload here) {
    return Difference.of("", JSON.node(there), JSON.node(here));
  }

  /**
   * The settings of each configuration of a workload by their paths, as JSON without quotes around
   * texts: those in which the configurations differ, defaults among them. None where there is one.
   *
   * @return in the order of the configurations
   */
  public static List<SortedMap<String, String>> settings(List<Workload> configurations) {
    List<JsonNode> nodes =
        configurations.stream().map(one -> (JsonNode) JSON.node(one.as(null))).toList();
    SettingsThatDiffer differing = new SettingsThatDiffer(nodes);
    return nodes.stream().map(differing::of).toList();
  }

  /** The specification of its canonical JSON. */
  public static RunSpec parse(String json) {
    return BINDER.bind(NodeReader.json("specification", json), RunSpec.class);
  }

  /**
   * Id of a run in a sweep: the first 16 hex digits of SHA-256 of the sweep's name, a line break
   * and the specification's canonical JSON.
   */
  public static String runId(String sweep, RunSpec spec) {
    return runId(sweep, json(spec));
  }

  /** Id of a run in a sweep, of the canonical JSON of its specification. */
  public static String runId(String sweep, String json) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((sweep + "\n" + json).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
