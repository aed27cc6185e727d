package org.shaketable.jobs.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.shaketable.refusal.Refusal;

/**
 * Reads {@code variants} of a workload: the configurations that are tried of it.
 *
 * <ul>
 *   <li>{@code grid}: every combination of the values of some settings
 *   <li>{@code list}: each item some settings, and a {@code name} if wanted
 *   <li>{@code random}: seeded draws, see {@link Drawn}
 * </ul>
 *
 * Settings are named by their paths in the workload, e.g. {@code learner.optimizer.learning-rate}.
 */
final class VariantsEntry {
  /** Each has clean runs, and each is a record in memory. */
  private static final int MOST = 10_000;

  private static final String NAME = "name";
  private static final List<String> FORMS = List.of("grid", "list", "random");

  private final Binder binder;
  private final long seed;

  /** What is below {@code random}; the seed is the sweep's if not given. */
  record Random(int draws, Long seed, Node settings) {
    Random {
      Objects.requireNonNull(settings);
      if (draws < 1 || draws > MOST) {
        throw new Refusal(
            "draws", "expected a whole number in [1, %,d], found %d".formatted(MOST, draws));
      }
    }
  }

  VariantsEntry(Binder binder, long seed) {
    this.binder = binder;
    this.seed = seed;
  }

  /** The configurations in their order, each name once. */
  List<Variant> of(Node node) {
    Node.Keys keys = Binder.keys(node, "grid, list or random");
    RecordBinding.refuseUnknown(keys, FORMS);
    if (keys.values().size() != 1) {
      throw keys.place()
          .mistake(
              "expected one of grid, list and random, found %s; write one"
                  .formatted(keys.values().isEmpty() ? "none" : keys.described()));
    }
    Map.Entry<String, Node> form = keys.values().entrySet().iterator().next();
    return distinct(
        switch (form.getKey()) {
          case "grid" -> grid(form.getValue());
          case "list" -> list(form.getValue());
          default -> random(form.getValue());
        });
  }

  private List<Variant> grid(Node node) {
    Node.Keys settings = settings(node);
    SettingNames names = new SettingNames(settings.values().keySet());
    List<Map<String, Node>> all = List.of(Map.of());
    for (Map.Entry<String, Node> setting : settings.values().entrySet()) {
      List<Node> values = values(setting.getValue());
      if ((long) all.size() * values.size() > MOST) {
        throw settings
            .place()
            .mistake(
                "expected at most %,d combinations, found more; give fewer values, or draw at random"
                    .formatted(MOST));
      }
      all = times(all, setting.getKey(), values);
    }
    return all.stream().map(one -> new Variant(names.of(one), node.place(), one)).toList();
  }

  private static List<Map<String, Node>> times(
      List<Map<String, Node>> all, String path, List<Node> values) {
    List<Map<String, Node>> more = new ArrayList<>();
    for (Map<String, Node> one : all) {
      for (Node value : values) {
        Map<String, Node> with = new LinkedHashMap<>(one);
        with.put(path, value);
        more.add(with);
      }
    }
    return more;
  }

  private List<Variant> list(Node node) {
    return values(node).stream().map(this::listed).toList();
  }

  private Variant listed(Node item) {
    Map<String, Node> settings =
        new LinkedHashMap<>(Binder.keys(item, "settings by their paths").values());
    Node name = settings.remove(NAME);
    String text =
        name != null
            ? Scalars.text(name, "a name")
            : settings.isEmpty() ? "as-it-is" : new SettingNames(settings.keySet()).of(settings);
    return new Variant(text, item.place(), settings);
  }

  private List<Variant> random(Node node) {
    Random random =
        binder.record(Binder.keys(node, "draws and settings"), Random.class, java.util.Set.of());
    Map<String, Drawn> settings = new LinkedHashMap<>();
    settings(random.settings())
        .values()
        .forEach((path, value) -> settings.put(path, Drawn.of(value, binder)));
    long key = random.seed() == null ? seed : random.seed();
    return IntStream.range(0, random.draws())
        .mapToObj(
            draw -> {
              Map<String, Node> drawn = new LinkedHashMap<>();
              settings.forEach((path, from) -> drawn.put(path, from.draw(key, path, draw)));
              return new Variant("draw-%03d".formatted(draw + 1), node.place(), drawn);
            })
        .toList();
  }

  private static Node.Keys settings(Node node) {
    Node.Keys keys = Binder.keys(node, "settings by their paths, e.g. learner.gamma,");
    if (keys.values().isEmpty()) {
      throw keys.place().mistake("expected at least one setting, found none; name one");
    }
    return keys;
  }

  /** A list that has something in it. */
  static List<Node> values(Node node) {
    List<Node> items = Binder.items(node).items();
    if (items.isEmpty() || items.size() > MOST) {
      throw node.place()
          .mistake(
              "expected a list of 1 to %,d items, found %,d; change their number"
                  .formatted(MOST, items.size()));
    }
    return items;
  }

  private static List<Variant> distinct(List<Variant> variants) {
    Map<String, Variant> seen = new LinkedHashMap<>();
    for (Variant variant : variants) {
      PartitionName.fault(variant.name())
          .ifPresent(
              fault -> {
                throw variant
                    .place()
                    .mistake(fault + "; give it a 'name' of its own in a 'list' of variants");
              });
      if (seen.putIfAbsent(variant.name(), variant) != null) {
        throw variant
            .place()
            .mistake(
                "expected each configuration once, found '%s' again; remove or rename one"
                    .formatted(variant.name()));
      }
    }
    return variants;
  }
}
