package io.candor.assessment;

import io.candor.assessment.internal.Fields;
import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.data.Cohort;
import io.candor.core.data.ColumnType;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.evaluation.ConfusionFormula;
import io.candor.fairness.Criterion;
import io.candor.io.YamlText;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code candor.yaml} says. Paths are relative to the file that named them.
 *
 * @param name of the assessment, for people
 * @param seed of everything reproducible
 * @param data what to assess on
 * @param inputs exactly these; empty lets {@link InputSelection} choose
 * @param drop columns that are never inputs
 * @param groups sensitive columns and how to group by them
 * @param model what to train or to assess
 * @param threshold a score from which a decision is positive
 * @param localRows how many single predictions to explain
 * @param sampledRows from how many rows pictures of many predictions are drawn
 * @param effects of how many features effects are measured, where the model does not say itself what it does with them
 * @param cohorts groups of rows that explanations can be asked for, by name
 * @param release the private count, if one is asked for
 * @param datasheet the fields that people fill in
 * @param policy the policy's file, if there is one
 */
public record Config(
        String name,
        long seed,
        Data data,
        List<String> inputs,
        List<String> drop,
        Groups groups,
        ModelSource model,
        double threshold,
        int localRows,
        int sampledRows,
        int effects,
        List<Cohort> cohorts,
        Optional<Release> release,
        Json.Obj datasheet,
        Optional<Path> policy) {

    /**
     * @param name registered name; by default the file's name without endings
     * @param test a file of test rows, instead of a share of {@code path}
     * @param testShare of the rows, drawn by seed, by class
     */
    public record Data(
            Path path,
            String name,
            String label,
            Optional<String> positive,
            Optional<Task> task,
            Map<String, ColumnType> types,
            Optional<Path> test,
            double testShare) {}

    /** Columns whose groups are compared, their combinations, and columns within whose values everything is compared again. */
    public record Groups(
            List<String> sensitive,
            List<List<String>> intersections,
            List<String> controls,
            Map<String, List<Double>> cuts,
            int minGroup,
            Analyses analyses) {}

    /**
     * What is said of groups beside rates and gaps.
     *
     * @param tests whether groups are tested against each other
     * @param curves whether ROC curves and calibration are told by group, of scores
     * @param data whether labels, shares, missing values and proxies of the rows learnt from are told
     * @param bootstrap draws of the rows for the spread of gaps; 0 for none
     * @param minSupport least rows behind a metric in a group
     * @param metrics of one's own, by name
     * @param weights columns of how often rows count, by metric; that of the empty name is for all others
     * @param compare what mitigations the model is compared with; empty for none
     */
    public record Analyses(
            boolean tests,
            boolean curves,
            boolean data,
            int bootstrap,
            int minSupport,
            Map<String, ConfusionFormula> metrics,
            Map<String, String> weights,
            Optional<Candidates> compare) {}

    /**
     * Mitigations by every method, to be held against the run's model.
     *
     * @param bounds greatest differences
     * @param by sensitive columns that make the groups; empty for the first one
     * @param algorithm what is trained
     */
    public record Candidates(
            List<Double> bounds,
            Criterion criterion,
            List<String> by,
            Algorithm algorithm,
            Map<String, String> settings) {}

    /**
     * Either an algorithm with settings, or a saved model, or columns with decisions and scores.
     *
     * @param algorithm what to train
     */
    public record ModelSource(
            String name,
            Algorithm algorithm,
            Map<String, String> settings,
            Optional<Path> path,
            Optional<String> prediction,
            Optional<String> score) {
        /** Whether the run trains. */
        public boolean trains() {
            return path.isEmpty() && prediction.isEmpty() && score.isEmpty();
        }
    }

    /** A private count by declared groups. */
    public record Release(BigDecimal epsilon, Map<String, List<String>> by) {}

    private static final Set<String> KEYS = Set.of(
            "version",
            "name",
            "seed",
            "data",
            "inputs",
            "drop",
            "sensitive",
            "intersections",
            "control",
            "cuts",
            "min_group",
            "fairness",
            "model",
            "threshold",
            "explain",
            "cohorts",
            "privacy",
            "datasheet",
            "policy");

    /**
     * @throws CandorException {@code CND-C001} unknown key, {@code CND-C002} a value does not fit, {@code CND-C003} something is
     *     missing
     */
    public static Config read(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
        return parse(YamlText.read(file), String.valueOf(file.getFileName()), folder);
    }

    /** @param folder what paths are relative to */
    public static Config parse(Json yaml, String source, Path folder) {
        Fields top = new Fields(yaml, source, "", KEYS);
        if (top.integer("version", 1, 1, 99) != 1) throw top.wrong("version", "1");
        Data data = data(
                top.object("data", Set.of("path", "name", "label", "positive", "task", "types", "test", "test_share")),
                folder);
        Fields explain = top.object("explain", Set.of("local", "sample", "effects"));
        return new Config(
                top.text("name").orElse(data.name()),
                seed(top),
                data,
                top.texts("inputs"),
                top.texts("drop"),
                new Groups(
                        top.texts("sensitive"),
                        top.textLists("intersections"),
                        top.texts("control"),
                        top.numberListMap("cuts"),
                        (int) top.integer("min_group", 30, 1, 1_000_000),
                        analyses(top.object(
                                "fairness",
                                Set.of(
                                        "tests",
                                        "compare",
                                        "curves",
                                        "data",
                                        "bootstrap",
                                        "min_support",
                                        "metrics",
                                        "weight",
                                        "weights")))),
                model(
                        top.object("model", Set.of("name", "algorithm", "settings", "path", "prediction", "score")),
                        data,
                        folder),
                top.number("threshold", 0.5, 0, 1),
                (int) explain.integer("local", 3, 0, 100),
                (int) explain.integer("sample", 300, 0, 2000),
                (int) explain.integer("effects", 4, 0, 50),
                cohorts(top, source),
                release(top),
                top.raw("datasheet"),
                top.text("policy").map(folder::resolve));
    }

    /** What a run record needs to be run again; without paths, which are this machine's. */
    public Json.Obj toJson() {
        Json.Builder settings = Json.object();
        model.settings().forEach(settings::put);
        return Json.object()
                .put("name", name)
                .put("seed", Long.toString(seed))
                .put("data", data.name())
                .put("label", data.label())
                .put("positive", data.positive().orElse(""))
                .put("test_share", data.testShare())
                .put("inputs", Json.texts(inputs))
                .put("drop", Json.texts(drop))
                .put("sensitive", Json.texts(groups.sensitive()))
                .put("algorithm", model.algorithm().label())
                .put("settings", settings.build())
                .put("threshold", threshold)
                .build();
    }

    /** This with another seed. */
    public Config withSeed(long other) {
        return new Config(
                name,
                other,
                data,
                inputs,
                drop,
                groups,
                model,
                threshold,
                localRows,
                sampledRows,
                effects,
                cohorts,
                release,
                datasheet,
                policy);
    }

    private static long seed(Fields top) {
        String text = top.text("seed").orElse("42");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw top.wrong("seed", "a whole number");
        }
    }

    private static Data data(Fields data, Path folder) {
        Path path = folder.resolve(data.needText("path"));
        Map<String, ColumnType> types = new LinkedHashMap<>();
        data.textMap("types").forEach((column, type) -> types.put(column, type(data, column, type)));
        return new Data(
                path,
                data.text("name").orElse(stem(path)),
                data.needText("label"),
                data.text("positive"),
                data.text("task").map(Config::task),
                types,
                data.text("test").map(folder::resolve),
                data.number("test_share", 0.2, 0.01, 0.99));
    }

    private static ColumnType type(Fields data, String column, String type) {
        for (ColumnType t : ColumnType.values()) if (t.label().equals(type)) return t;
        throw data.wrong(
                "data.types." + column,
                "one of "
                        + String.join(
                                ", ",
                                Arrays.stream(ColumnType.values())
                                        .map(ColumnType::label)
                                        .toList()));
    }

    /** @throws CandorException {@code CND-C004} for a task that does not exist */
    public static Task task(String name) {
        List<String> names = new ArrayList<>();
        for (Task t : Task.values()) {
            if (t.label().equals(name)) return t;
            names.add(t.label());
        }
        throw CandorException.user(
                "CND-C004", "there is no task '" + name + "'", "one of " + names, Suggestions.remedy(name, names));
    }

    private static ModelSource model(Fields model, Data data, Path folder) {
        Algorithm algorithm = Algorithm.of(model.text("algorithm").orElse(Algorithm.EBM.label()));
        return new ModelSource(
                model.text("name")
                        .orElse(data.name() + "-"
                                + (model.has("prediction") || model.has("score") ? "predictions" : algorithm.label())),
                algorithm,
                model.textMap("settings"),
                model.text("path").map(folder::resolve),
                model.text("prediction"),
                model.text("score"));
    }

    private static List<Cohort> cohorts(Fields top, String source) {
        List<Cohort> cohorts = new ArrayList<>();
        top.raw("cohorts")
                .members()
                .forEach((name, conditions) ->
                        cohorts.add(Cohort.fromJson(name, conditions, source + ": cohorts." + name)));
        return cohorts;
    }

    /** @throws CandorException {@code CND-C034} if the file names no such cohort */
    public Cohort cohort(String wanted) {
        for (Cohort cohort : cohorts) if (cohort.name().equals(wanted)) return cohort;
        throw CandorException.user(
                "CND-C034",
                "there is no cohort '" + wanted + "'",
                "one of those under 'cohorts' in candor.yaml",
                Suggestions.remedy(wanted, cohorts.stream().map(Cohort::name).toList()));
    }

    private static Analyses analyses(Fields fairness) {
        Map<String, ConfusionFormula> metrics = new LinkedHashMap<>();
        fairness.textMap("metrics").forEach((name, formula) -> metrics.put(name, ConfusionFormula.of(formula)));
        Map<String, String> weights = new LinkedHashMap<>(fairness.textMap("weights"));
        fairness.text("weight").ifPresent(column -> weights.put("", column));
        return new Analyses(
                fairness.flag("tests", true),
                fairness.flag("curves", true),
                fairness.flag("data", true),
                (int) fairness.integer("bootstrap", 0, 0, 100_000),
                (int) fairness.integer("min_support", 0, 0, 1_000_000_000),
                metrics,
                weights,
                fairness.has("compare") ? Optional.of(candidates(fairness)) : Optional.empty());
    }

    private static Candidates candidates(Fields fairness) {
        Fields compare =
                fairness.object("compare", Set.of("bounds", "constraint", "sensitive", "algorithm", "settings"));
        List<Double> bounds = compare.numbers("bounds");
        return new Candidates(
                bounds.isEmpty() ? List.of(0.01, 0.05) : bounds,
                Criterion.of(compare.text("constraint").orElse(Criterion.EQUALIZED_ODDS.label())),
                compare.texts("sensitive"),
                Algorithm.of(compare.text("algorithm").orElse(Algorithm.LINEAR.label())),
                compare.textMap("settings"));
    }

    private static Optional<Release> release(Fields top) {
        if (!top.has("privacy")) return Optional.empty();
        Fields privacy = top.object("privacy", Set.of("epsilon", "by"));
        BigDecimal epsilon = privacy.decimal("epsilon")
                .orElseThrow(() -> top.wrong("privacy.epsilon", "the cost of the count, for example 0.1"));
        return Optional.of(new Release(epsilon, privacy.textListMap("by")));
    }

    /** A file's name without {@code .csv} and {@code .gz}. */
    public static String stem(Path path) {
        String name = String.valueOf(path.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gz")) name = name.substring(0, name.length() - 3);
        if (name.toLowerCase(Locale.ROOT).endsWith(".csv")) name = name.substring(0, name.length() - 4);
        return name;
    }
}
