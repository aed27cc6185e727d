package org.shaketable;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import org.shaketable.random.RandomStream;

/**
 * The arrows between the modules: perturbation, training, analytics.stats, analytics.table,
 * analytics, jobs.
 */
@AnalyzeClasses(packages = "org.shaketable", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String PERTURBATION = "org.shaketable.perturbation..";
  private static final String RANDOM = "org.shaketable.random..";
  private static final String SCHEDULE = "org.shaketable.schedule..";
  private static final String LAYOUT = "org.shaketable.layout..";
  private static final String REFUSAL = "org.shaketable.refusal..";
  private static final String TRAINING = "org.shaketable.training..";
  private static final String ARITHMETIC = "org.shaketable.training.arithmetic..";
  private static final String VECTOR = "org.shaketable.training.vector..";
  private static final String BENCH = "org.shaketable.training.bench..";
  private static final String STATS = "org.shaketable.analytics.stats..";
  private static final String TABLE = "org.shaketable.analytics.table..";
  private static final String ANALYTICS = "org.shaketable.analytics..";
  private static final String JOBS = "org.shaketable.jobs..";
  private static final String PARALLEL = "org.shaketable.jobs.parallel..";
  private static final String[] JDK = {"java..", "jdk.incubator.vector.."};

  @ArchTest
  static final ArchRule perturbation_depends_on_the_jdk_alone =
      classes()
          .that()
          .resideInAnyPackage(PERTURBATION, RANDOM, SCHEDULE, LAYOUT, REFUSAL)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(and(JDK, PERTURBATION, RANDOM, SCHEDULE, LAYOUT, REFUSAL));

  @ArchTest
  static final ArchRule
      random_streams_schedules_and_layouts_know_no_perturbation_and_not_each_other =
          slices()
              .matching("org.shaketable.(random|schedule|layout)")
              .should()
              .notDependOnEachOther();

  @ArchTest
  static final ArchRule random_streams_schedules_and_layouts_stand_on_the_jdk =
      classes()
          .that()
          .resideInAnyPackage(RANDOM, SCHEDULE, LAYOUT)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(and(JDK, RANDOM, SCHEDULE, LAYOUT, REFUSAL));

  @ArchTest
  static final ArchRule statistics_depend_on_the_jdk_and_commons =
      classes()
          .that()
          .resideInAPackage(STATS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              and(
                  JDK,
                  STATS,
                  "org.apache.commons.numbers..",
                  "org.apache.commons.statistics..",
                  "org.apache.commons.rng.."));

  @ArchTest
  static final ArchRule tables_depend_on_the_jdk_and_the_statistics =
      classes()
          .that()
          .resideInAPackage(TABLE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(and(JDK, STATS, TABLE));

  @ArchTest
  static final ArchRule training_knows_no_spark_and_no_formats =
      noClasses()
          .that()
          .resideInAPackage(TRAINING)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..", "io.delta..", "com.fasterxml..", "picocli..", ANALYTICS, JOBS);

  @ArchTest
  static final ArchRule arithmetic_depends_on_the_jdk_alone =
      classes()
          .that()
          .resideInAPackage(ARITHMETIC)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(and(JDK, ARITHMETIC));

  /** What a learner draws is keyed anew in a placebo, or said to be the same in all twins. */
  @ArchTest
  static final ArchRule learners_draw_from_the_streams_of_their_run =
      noClasses()
          .that()
          .resideInAPackage(TRAINING)
          .and()
          .resideOutsideOfPackages(
              "org.shaketable.training.data..",
              "org.shaketable.training.files..",
              "org.shaketable.training.text..",
              "org.shaketable.training.run..",
              BENCH)
          .should()
          .callMethod(RandomStream.class, "of", long.class, String.class, long.class)
          .orShould()
          .callMethod(RandomStream.class, "nameKey", long.class, String.class)
          .orShould()
          .callMethod(RandomStream.class, "key", long.class, String.class, long.class);

  @ArchTest
  static final ArchRule only_engines_and_benchmarks_know_the_vector_engine =
      noClasses()
          .that()
          .resideOutsideOfPackages(VECTOR, "org.shaketable.training.engine..", BENCH)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(VECTOR);

  @ArchTest
  static final ArchRule nothing_that_is_measured_knows_the_benchmarks =
      noClasses()
          .that()
          .resideInAnyPackage(PERTURBATION, RANDOM, SCHEDULE, LAYOUT, REFUSAL, TRAINING)
          .and()
          .resideOutsideOfPackage(BENCH)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BENCH);

  @ArchTest
  static final ArchRule analytics_knows_curves_and_columns_not_networks =
      noClasses()
          .that()
          .resideInAPackage(ANALYTICS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TRAINING,
              PERTURBATION,
              RANDOM,
              SCHEDULE,
              LAYOUT,
              REFUSAL,
              JOBS,
              "io.delta..",
              "com.fasterxml..",
              "picocli..");

  /** From a trajectory to a result: each step knows those before it alone. */
  @ArchTest
  static final ArchRule analytics_goes_from_trajectories_to_evidence =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("table")
          .definedBy("org.shaketable.analytics.table")
          .layer("codec")
          .definedBy("org.shaketable.analytics.codec")
          .layer("packing")
          .definedBy("org.shaketable.analytics.packing")
          .layer("baseline")
          .definedBy("org.shaketable.analytics.baseline")
          .layer("metastate")
          .definedBy("org.shaketable.analytics.metastate")
          .layer("detection")
          .definedBy("org.shaketable.analytics.detection")
          .layer("precedence")
          .definedBy("org.shaketable.analytics.precedence")
          .layer("learning")
          .definedBy("org.shaketable.analytics.learning")
          .layer("judgement")
          .definedBy("org.shaketable.analytics.judgement")
          .layer("condition")
          .definedBy("org.shaketable.analytics.condition")
          .layer("evidence")
          .definedBy("org.shaketable.analytics.evidence")
          .layer("analytics")
          .definedBy("org.shaketable.analytics")
          .whereLayer("table")
          .mayNotAccessAnyLayer()
          .whereLayer("codec")
          .mayOnlyAccessLayers("table")
          .whereLayer("packing")
          .mayOnlyAccessLayers("table", "codec")
          .whereLayer("baseline")
          .mayOnlyAccessLayers("table", "codec", "packing")
          .whereLayer("metastate")
          .mayOnlyAccessLayers("table", "codec", "packing", "baseline")
          .whereLayer("detection")
          .mayOnlyAccessLayers("table", "packing", "baseline", "metastate")
          .whereLayer("precedence")
          .mayOnlyAccessLayers("table", "packing", "baseline", "metastate", "detection")
          .whereLayer("learning")
          .mayOnlyAccessLayers(
              "table", "packing", "baseline", "metastate", "detection", "precedence")
          .whereLayer("judgement")
          .mayOnlyAccessLayers("table", "packing", "baseline", "metastate")
          .whereLayer("condition")
          .mayOnlyAccessLayers("table", "codec", "packing", "metastate", "judgement")
          .whereLayer("evidence")
          .mayOnlyAccessLayers(
              "table",
              "codec",
              "packing",
              "detection",
              "precedence",
              "learning",
              "judgement",
              "condition");

  /** DL4J's Spark integration takes DL4J's networks, and training knows no Spark. */
  @ArchTest
  static final ArchRule arrays_of_nd4j_stay_inside_the_dl4j_engine =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.shaketable.training.dl4j..", PARALLEL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j.linalg..", "org.deeplearning4j..", "org.bytedeco..");

  /** Files of users are data: no object of Java is made from one, a DL4J model neither. */
  @ArchTest
  static final ArchRule no_file_is_deserialised_into_objects =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.io\\.ObjectInputStream|java\\.beans\\.XMLDecoder"
                  + "|org\\.deeplearning4j\\.util\\.ModelSerializer|org\\.yaml\\.snakeyaml\\.constructor\\..*");

  @ArchTest
  static final ArchRule packages_form_no_cycles =
      slices().matching("org.shaketable.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packages_are_named_for_concepts =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..common..", "..model..", "..impl..", "..dto..");

  private static String[] and(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
