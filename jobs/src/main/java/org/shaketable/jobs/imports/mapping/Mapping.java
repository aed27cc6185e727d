package org.shaketable.jobs.imports.mapping;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.shaketable.analytics.table.Role;
import org.shaketable.jobs.config.PartitionName;
import org.shaketable.jobs.config.RecordFile;
import org.shaketable.jobs.imports.log.LogReader;
import org.shaketable.jobs.imports.mlflow.RunDirectoryReader;
import org.shaketable.jobs.imports.rows.CsvReader;
import org.shaketable.jobs.imports.rows.JsonLinesReader;
import org.shaketable.jobs.imports.rows.ParquetReader;
import org.shaketable.jobs.imports.rows.RowLayout;
import org.shaketable.jobs.imports.rows.TrainerStateReader;
import org.shaketable.jobs.imports.tensorboard.EventReader;
import org.shaketable.refusal.Refusal;

/**
 * How logs become a sweep. Texts may name in braces what is known of a run: what {@link #files}
 * names, cells of {@link #runColumns}, keys of {@link #hyperparameters}, and facts of the log.
 *
 * @param sweep its name in the lake
 * @param files pattern of the paths
 * @param separator the separator between cells of a CSV file
 * @param runColumns columns whose cells tell the runs of one file apart
 * @param wideColumns columns that each name run and series, as {@code {run} - {series}}
 * @param nameColumn the column that names the series of a row's one value
 * @param valueColumn the column of that value
 * @param missing cells that stand for no value
 * @param hyperparameters a JSON or YAML file beside each log
 * @param run names a run: files of one name are one run's
 * @param replicate a whole number; runs of a condition are numbered by name where nothing is said
 * @param evaluations how many common evaluations the runs of a workload are brought to
 * @param horizon steps that each run was to take; the greatest last step where nothing is said
 * @param completedFrom share of the horizon that a run must reach to count
 * @param condition the text that {@link #conditions} are told by
 * @param conditions the first whose pattern fits counts; without any, all runs are clean
 * @param twin whether perturbed runs have the clean run of the same replicate as twin
 */
public record Mapping(
    String sweep,
    Kind source,
    String files,
    String separator,
    List<String> runColumns,
    String wideColumns,
    String nameColumn,
    String valueColumn,
    List<String> missing,
    String hyperparameters,
    String run,
    String workload,
    String learner,
    String task,
    String replicate,
    Map<String, String> stochasticity,
    Step step,
    MappedPerformance performance,
    Quantity loss,
    Map<String, Quantity> features,
    Integer evaluations,
    Long horizon,
    Double completedFrom,
    String condition,
    List<MappedCondition> conditions,
    TwinRule twin)
    implements Serializable {
  private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Set<String> TAKEN =
      Set.of(
          "run_id",
          "sweep",
          "workload",
          "evaluation",
          "step",
          "performance",
          "loss",
          "parameter_distance",
          "function_distance");

  /** Which clean run a perturbed run is measured against. */
  public enum TwinRule {
    /** The one of the same workload and replicate. */
    SAME_REPLICATE,
    /** None: it is judged by the clean band alone. */
    NONE
  }

  public Mapping {
    Objects.requireNonNull(sweep);
    Objects.requireNonNull(source);
    Objects.requireNonNull(files);
    Objects.requireNonNull(run);
    Objects.requireNonNull(performance);
    separator = separator == null ? "," : separator;
    runColumns = runColumns == null ? List.of() : List.copyOf(runColumns);
    missing = missing == null ? List.copyOf(RowLayout.MISSING) : List.copyOf(missing);
    workload = workload == null ? "imported" : workload;
    learner = learner == null ? "unknown" : learner;
    task = task == null ? "unknown" : task;
    stochasticity = stochasticity == null ? Map.of() : new TreeMap<>(stochasticity);
    step = step == null ? Step.DEFAULT : step;
    features = features == null ? Map.of() : new TreeMap<>(features);
    evaluations = evaluations == null ? 100 : evaluations;
    completedFrom = completedFrom == null ? 0.9 : completedFrom;
    condition = condition == null ? "" : condition;
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    twin = twin == null ? TwinRule.SAME_REPLICATE : twin;
    require(sweep.matches("[A-Za-z0-9_-]{1,100}"), "sweep", "letters, digits, - and _", sweep);
    require(PartitionName.fault(sweep).isEmpty(), "sweep", "no word of Hive's", sweep);
    require(separator.length() == 1, "separator", "one character", separator);
    require(evaluations >= 1 && evaluations <= 100_000, "evaluations", "1 to 100,000", evaluations);
    require(horizon == null || horizon >= 1, "horizon", "1 or more", horizon);
    require(completedFrom >= 0 && completedFrom <= 1, "completed-from", "0 to 1", completedFrom);
    require(
        (nameColumn == null) == (valueColumn == null),
        "value-column",
        "it beside name-column",
        valueColumn);
    for (String name : features.keySet()) {
      require(
          COLUMN.matcher(name).matches() && !TAKEN.contains(name),
          "features",
          "names as gradient_norm, none of a column that is there",
          name);
    }
    requirePlacebosBesideDisturbances(conditions);
    var unused = NamePattern.ofPath(files);
  }

  /** A placebo is paired with disturbances of its own steps. */
  private static void requirePlacebosBesideDisturbances(List<MappedCondition> conditions) {
    List<MappedCondition> perturbed =
        conditions.stream().filter(one -> one.role() == Role.PERTURBED).toList();
    for (MappedCondition placebo : conditions) {
      require(
          placebo.role() != Role.PLACEBO
              || perturbed.isEmpty()
              || perturbed.stream().anyMatch(placebo::actsWith),
          "conditions",
          "onset and end of placebo '%s' to be those of a disturbance".formatted(placebo.is()),
          placebo.steps());
    }
  }

  private static void require(boolean holds, String key, String expected, Object found) {
    if (!holds) {
      throw new Refusal(key, "expected %s, found %s".formatted(expected, found));
    }
  }

  /** The mapping that a YAML file says. */
  public static Mapping read(Path file) {
    return RecordFile.read(file, Mapping.class);
  }

  /** Performance, loss and features by the names of their columns. */
  public Map<String, Quantity> quantities() {
    Map<String, Quantity> all = new TreeMap<>(features);
    all.put("performance", performance.quantity());
    if (loss != null) {
      all.put("loss", loss);
    }
    return all;
  }

  /** Names of the series that are read. */
  public Set<String> wanted() {
    Set<String> names = new TreeSet<>();
    quantities().values().forEach(quantity -> names.add(quantity.series()));
    return names;
  }

  /** Columns of features, sorted. */
  public List<String> featureColumns() {
    return new ArrayList<>(features.keySet());
  }

  /** The reader of this kind of log. */
  public LogReader reader() {
    return switch (source) {
      case TENSORBOARD -> new EventReader();
      case MLFLOW -> new RunDirectoryReader();
      case CSV -> new CsvReader(layout(), separator.charAt(0));
      case PARQUET -> new ParquetReader(layout());
      case JSON_LINES -> new JsonLinesReader(layout());
      case TRAINER_STATE -> new TrainerStateReader(layout());
    };
  }

  private RowLayout layout() {
    return new RowLayout(
        step.layout(), runColumns, wide(), nameColumn, valueColumn, missingCells());
  }

  /** An empty cell never is a value. */
  private Set<String> missingCells() {
    Set<String> cells = new TreeSet<>(missing);
    cells.add("");
    return cells;
  }

  private Pattern wide() {
    return wideColumns == null
        ? null
        : Pattern.compile(
            "\\Q"
                + wideColumns
                    .replace("{run}", "\\E(?<run>.+?)\\Q")
                    .replace("{series}", "\\E(?<series>.+?)\\Q")
                + "\\E");
  }
}
