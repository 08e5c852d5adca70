package io.candor.assessment;

import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Additive;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.core.model.ThresholdDecider;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.BinaryEvaluation;
import io.candor.evaluation.MulticlassEvaluation;
import io.candor.evaluation.PerformanceEvidence;
import io.candor.evaluation.RegressionEvaluation;
import io.candor.explain.EditHistory;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.conditional.ConditionalGaps;
import io.candor.fairness.curve.CurveSettings;
import io.candor.fairness.curve.GroupCurves;
import io.candor.fairness.individual.Consistency;
import io.candor.fairness.individual.ConsistencySettings;
import io.candor.fairness.inequality.GroupInequality;
import io.candor.fairness.resampling.GroupBootstrap;
import io.candor.fairness.resampling.GroupTests;
import io.candor.fairness.slices.SlicePlan;
import io.candor.fairness.slices.SliceSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What understand says of a model on some rows: performance, explanations, fairness, each as evidence. */
public final class Understanding {
    private static final int EFFECT_ROWS = 2000; // of trees, which are quick
    private static final int FEW_EFFECT_ROWS = 300; // each is asked about some hundred times, perhaps over a network

    private final AssessedModel model;
    private final long seed;

    public Understanding(AssessedModel model, long seed) {
        this.model = model;
        this.seed = seed;
    }

    /** How well it does. */
    public Evidence performance(DataSource.Part part) {
        AssessedModel.Predicted predicted = predict(part);
        List<Subject> subjects = subjects(part);
        if (part.target().task() == Task.REGRESSION) {
            return PerformanceEvidence.of(
                    subjects,
                    part.role(),
                    new RegressionEvaluation(part.target().values(), scores(predicted)));
        }
        if (part.target().task() == Task.MULTICLASS) {
            return PerformanceEvidence.of(
                    subjects,
                    part.role(),
                    new MulticlassEvaluation(
                            part.target().classes(), labels(part), predicted.scores(), predicted.decisions()));
        }
        BinaryEvaluation evaluation =
                new BinaryEvaluation(labels(part), predicted.scores(), predicted.decisions(), new RandomStreams(seed));
        return PerformanceEvidence.of(
                subjects, part.role(), part.target().classes().get(1), threshold(), seed, evaluation);
    }

    /** For whom it does well. */
    public Evidence fairness(DataSource.Part part, FairnessPlan plan) {
        return FairnessAssessment.of(plan, part.table(), predictions(part)).evidence(subjects(part));
    }

    /** Whether groups differ at all, metric by metric. */
    public Evidence groupTests(DataSource.Part part, FairnessPlan plan, int replicates, ForkJoinPool pool) {
        return GroupTests.of(plan, part.table(), predictions(part), replicates, new RandomStreams(seed), pool)
                .evidence(subjects(part), seed);
    }

    /** How far metrics and gaps move when rows are drawn again. */
    public Evidence groupBootstrap(DataSource.Part part, FairnessPlan plan, int replicates, ForkJoinPool pool) {
        return GroupBootstrap.of(plan, part.table(), predictions(part), replicates, new RandomStreams(seed), pool)
                .evidence(subjects(part), seed);
    }

    /** Whether there are scores, and not decisions only. */
    boolean scored(DataSource.Part part) {
        return predict(part).scores() != null
                && model.model().map(m -> m.scale() != Scores.Scale.LABEL).orElse(true);
    }

    /** ROC curves and calibration by group; one piece of evidence per class where there are several. */
    public List<Evidence> groupCurves(DataSource.Part part, FairnessPlan plan, ForkJoinPool pool) {
        return GroupCurves.ofClasses(plan, part.table(), predictions(part), CurveSettings.DEFAULT, pool).stream()
                .map(curves -> curves.evidence(subjects(part)))
                .toList();
    }

    /** What is left of the gaps when the plan's controls, of which there are some, are held alike. */
    public Evidence conditionalGaps(DataSource.Part part, FairnessPlan plan) {
        return ConditionalGaps.of(plan, part.table(), predictions(part)).evidence(subjects(part));
    }

    /** How unequally a benefit is spread, within groups and between them. */
    public Evidence groupInequality(DataSource.Part part, FairnessPlan plan) {
        return GroupInequality.of(plan, part.table(), predictions(part)).evidence(subjects(part));
    }

    /**
     * Whether rows are treated as those most like them.
     *
     * @param similar columns in which rows are alike
     * @param neighbours of each row
     */
    public Evidence consistency(
            DataSource.Part part, FairnessPlan plan, List<String> similar, int neighbours, ForkJoinPool pool) {
        return Consistency.of(
                        plan,
                        part.table(),
                        predictions(part),
                        similar,
                        ConsistencySettings.of(neighbours),
                        new RandomStreams(seed),
                        pool)
                .evidence(subjects(part));
    }

    /** The slices in which a metric is worst. */
    public Evidence slices(DataSource.Part part, SlicePlan plan, ForkJoinPool pool) {
        return SliceSearch.of(plan, part.table(), predictions(part), new RandomStreams(seed), pool)
                .evidence(subjects(part), seed);
    }

    Predictions predictions(DataSource.Part part) {
        AssessedModel.Predicted predicted = predict(part);
        return switch (part.target().task()) {
            case REGRESSION -> new Predictions.Regression(part.target().values(), scores(predicted));
            case MULTICLASS ->
                Predictions.multiclass(
                        part.target().classes(), labels(part), predicted.scores(), predicted.decisions());
            case BINARY -> Predictions.binary(labels(part), predicted.scores(), predicted.decisions());
        };
    }

    /** Where it is wrong: a tree of errors, and a map over informative columns if there are any. */
    public List<Evidence> errors(DataSource.Part part) {
        return ErrorAnalysis.defaults(seed).of(model, part);
    }

    /** What it learnt and what matters, and what was changed in it by hand; empty if the model can't be opened. */
    public List<Evidence> explanations(DataSource.Part part) {
        List<Evidence> found = new ArrayList<>(
                explaining().map(e -> e.global(part.table(), part.subject())).orElse(List.of()));
        explaining().flatMap(e -> e.whole(part.table(), part.subject())).ifPresent(found::add);
        edits().ifPresent(found::add);
        return found;
    }

    /** Edits that were made before their tables were kept are told by the provenance only. */
    private Optional<Evidence> edits() {
        if (!(model.provenance().get("edits") instanceof Json.Arr edits)) return Optional.empty();
        boolean kept = edits.items().stream().allMatch(e -> e instanceof Json.Obj o && o.get("changed") != null);
        String initial = model.provenance().optionalText("initial").orElse("unknown");
        return model.model()
                .filter(m -> kept && m instanceof AdditiveModel)
                .map(m -> EditHistory.of((AdditiveModel) m, edits.items(), initial, List.of(model.subject())));
    }

    /** Why the rows at some positions were scored as they were; empty if the model can't be opened. */
    public Optional<Evidence> contributions(DataSource.Part part, int[] positions) {
        if (positions.length == 0) return Optional.empty();
        int[] rows = new int[positions.length];
        for (int i = 0; i < positions.length; i++) rows[i] = part.rows()[positions[i]];
        return explaining().flatMap(e -> e.local(part.source().table(), rows, part.subject()));
    }

    /** Names of the model's inputs; empty if it can't be opened. */
    public List<String> inputs() {
        return model.model()
                .map(m -> m.inputs().stream().map(Input::name).toList())
                .orElse(List.of());
    }

    /** Values of drawn rows; none if the model has no exact ones. */
    public List<Evidence> attributions(DataSource.Part part, int most, ForkJoinPool pool) {
        if (most == 0) return List.of();
        return explaining()
                .map(e -> e.attributions(part.table(), most, seed, part.subject(), pool))
                .orElse(List.of());
    }

    /**
     * Effects of some features, of a model that does not say itself what it does with them; none of a model that can't be asked, or
     * gives classes only.
     *
     * @param single whether curves of single rows are told, too
     * @throws io.candor.core.CandorException what {@link ExplainingAnyModel#global} throws, where the model fails on rows that are made up
     */
    public List<Evidence> effects(DataSource.Part part, List<String> features, boolean single, ForkJoinPool pool) {
        Optional<Model> opened = model.model()
                .filter(m -> !(m instanceof Additive) && m.answersAnyRow() && m.scale() != Scores.Scale.LABEL);
        if (opened.isEmpty() || features.isEmpty()) return List.of();
        ExplainingAnyModel any = new ExplainingAnyModel(opened.get(), model.subject(), false, seed, pool);
        int most = opened.get() instanceof TreeEnsemble ? EFFECT_ROWS : FEW_EFFECT_ROWS;
        Table drawn = part.table().select(any.drawn(part.table().rows(), most, "explain.effects"));
        Subject data = part.subject();
        return List.of(
                any.global(single ? "ice" : "pdp", drawn, data, features, Optional.empty()),
                any.global("ale", drawn, data, features, Optional.empty()));
    }

    private Optional<Explaining> explaining() {
        return model.model().map(m -> new Explaining(m, model.subject()));
    }

    /**
     * Positions of {@code count} rows from low to high scores, evenly over their ranks; ties by row. Of several classes the
     * score of the most probable one counts.
     */
    public int[] spread(DataSource.Part part, int count) {
        int n = part.table().rows();
        double[] all = predict(part).scores();
        if (count == 0 || all == null) return new int[0];
        int outputs = all.length / Math.max(1, n);
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            scores[i] = all[i * outputs];
            for (int k = 1; k < outputs; k++) scores[i] = Math.max(scores[i], all[i * outputs + k]);
        }
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> scores[i]).thenComparing(i -> i));
        List<Integer> picked = new ArrayList<>();
        for (int k = 0; k < Math.min(count, n); k++) {
            int rank = (int) Math.min(n - 1, Math.round((k + 0.5) / count * n - 0.5));
            picked.add(order[rank]);
        }
        return picked.stream().mapToInt(i -> i).toArray();
    }

    private AssessedModel.Predicted predict(DataSource.Part part) {
        Task task = part.target().task();
        return model.predict(part.table(), task, part.target().classes());
    }

    private OptionalDouble threshold() {
        if (model.source() instanceof AssessedModel.Source.Loaded loaded
                && loaded.decider() instanceof ThresholdDecider decider) {
            return OptionalDouble.of(decider.threshold());
        }
        if (model.source() instanceof AssessedModel.Source.Columns columns
                && columns.prediction().isEmpty()) {
            return OptionalDouble.of(columns.threshold());
        }
        return OptionalDouble.empty();
    }

    private List<Subject> subjects(DataSource.Part part) {
        return List.of(model.subject(), part.subject());
    }

    private static int[] labels(DataSource.Part part) {
        int[] labels = new int[part.target().values().length];
        for (int i = 0; i < labels.length; i++) labels[i] = (int) part.target().values()[i];
        return labels;
    }

    private static double[] scores(AssessedModel.Predicted predicted) {
        double @Nullable [] scores = predicted.scores();
        if (scores == null) throw new IllegalStateException("regression without predictions");
        return scores;
    }
}
