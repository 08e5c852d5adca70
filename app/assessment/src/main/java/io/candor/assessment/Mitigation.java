package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.model.Decider;
import io.candor.core.model.DrawDecider;
import io.candor.core.model.Input;
import io.candor.core.model.MixtureModel;
import io.candor.core.model.Model;
import io.candor.core.model.RowDraws;
import io.candor.core.model.Task;
import io.candor.core.model.ThresholdDecider;
import io.candor.core.model.Trained;
import io.candor.core.model.Trainer;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Split;
import io.candor.fairness.Criterion;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.prepare.Reweighing;
import io.candor.fairness.reduction.ExponentiatedGradient;
import io.candor.fairness.reduction.GridSearch;
import io.candor.fairness.reduction.Parity;
import io.candor.fairness.reduction.Reduction;
import io.candor.fairness.reduction.ReductionRows;
import io.candor.fairness.threshold.GroupThresholds;
import io.candor.fairness.threshold.ScoredRows;
import io.candor.fairness.threshold.ThresholdEvidence;
import io.candor.fairness.threshold.ThresholdFit;
import io.candor.fairness.threshold.ThresholdPlan;
import io.candor.glassbox.RowRoles;
import io.candor.io.ModelFolder;
import io.candor.io.SavedModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model, or the decisions of one, more alike between groups, and assesses it beside the one without, on rows that took no part in either.
 *
 * @param bound greatest difference: of a group from its event's mean (reductions), between any two groups (thresholds)
 * @param groups the sensitive columns, taken together, and controls
 * @param held share of the rows that the outcome is assessed on
 * @param unseen what is decided of groups that thresholds were not fitted to: {@code refuse}, {@code overall} or a group's name
 * @param key of decisions by chance; empty for one made of the seed and the data
 * @param id column that tells rows apart for decisions by chance; empty for the model's inputs
 */
public record Mitigation(
        Method method,
        Criterion criterion,
        double bound,
        FairnessPlan groups,
        Algorithm algorithm,
        Map<String, String> settings,
        double held,
        String unseen,
        Optional<String> key,
        Optional<String> id,
        long seed) {

    /** How. */
    public enum Method {
        /** A mixture of models that were trained to be more alike (Agarwal et al. 2018). */
        EXPONENTIATED_GRADIENT,
        /** One of a grid of such models, without chance (Agarwal et al. 2018, §3.4). */
        GRID_SEARCH,
        /** One model, of rows weighted so that label and group are independent (Kamiran &amp; Calders 2012). */
        REWEIGHING,
        /** Thresholds by group over one model's scores (Hardt et al. 2016). */
        THRESHOLD;

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** @throws CandorException {@code CND-C050} for none */
        public static Method of(String label) {
            for (Method m : values()) if (m.label().equals(label)) return m;
            throw CandorException.user(
                    "CND-C050",
                    "'" + label + "' is no method of mitigation in this release",
                    "exponentiated-gradient, grid-search, reweighing or threshold",
                    "name one of them");
        }
    }

    /** A share of the rows that a model is not trained on when thresholds are fitted to its scores. */
    private static final double FITTED = 1 / 3.0;

    /**
     * What was made of it.
     *
     * @param evidence of the mitigation
     * @param before assessment of the model without, on the rows held out
     * @param after assessment with
     * @param reads sensitive columns that are read when a decision is made, by the model or by the decider
     * @param notes for people
     */
    public record Done(
            SavedModel saved,
            Evidence evidence,
            Evidence before,
            Evidence after,
            List<String> reads,
            List<String> notes) {}

    private record Made(Model model, Decider decider, Evidence evidence, Model plain, List<String> notes) {}

    /**
     * Learns, saves into a folder and assesses.
     *
     * @throws CandorException {@code CND-C051} if the label does not have two classes; and what training, mitigation and assessment throw
     */
    public Done run(DataSource source, List<String> inputs, ForkJoinPool pool, Progress progress, Path folder) {
        if (source.target().task() != Task.BINARY) {
            throw CandorException.user(
                    "CND-C051",
                    "decisions are mended for a label of two classes, this one is "
                            + source.target().task().label(),
                    "a label of two classes",
                    "name another label, or set --task binary");
        }
        RandomStreams random = new RandomStreams(seed);
        Split split = Split.random(source.target(), held, random);
        DataSource.Part fit = source.part("fit", split.train());
        DataSource.Part test = source.part("test", split.test());
        Made made = switch (method) {
            case EXPONENTIATED_GRADIENT, GRID_SEARCH -> reduction(fit, inputs, random, pool, progress);
            case REWEIGHING -> reweighed(fit, inputs, random, pool, progress);
            case THRESHOLD -> thresholds(source, fit, inputs, random, pool, progress);
        };
        Json.Obj provenance = Json.object()
                .put("algorithm", algorithm.label())
                .put("settings", texts())
                .put("seed", Long.toString(seed))
                .put(
                        "mitigation",
                        Json.object()
                                .put("method", method.label())
                                .put("criterion", criterion.label())
                                .put("bound", bound)
                                .put("sensitive", Json.texts(groups.sensitive()))
                                .build())
                .put(
                        "data",
                        Json.object()
                                .put("name", fit.subject().name())
                                .put("tableDigest", fit.digest())
                                .put("fileDigest", source.fileDigest())
                                .put("rows", fit.table().rows())
                                .build())
                .put("inputs", Json.texts(inputs))
                .build();
        AtomicFile.write(
                folder.resolve("mitigation.json"),
                CanonicalJson.pretty(made.evidence().toJson()));
        SavedModel saved = ModelFolder.save(folder, made.model(), provenance, made.decider());
        AssessedModel with = AssessedModel.of("mitigated", saved, true);
        AssessedModel without = new AssessedModel(
                "unmitigated",
                saved.digest(),
                algorithm.label(),
                true,
                Json.object().build(),
                new AssessedModel.Source.Loaded(made.plain(), new ThresholdDecider(0.5)));
        return new Done(
                saved,
                made.evidence(),
                new Understanding(without, seed).fairness(test, assessed()),
                new Understanding(with, seed).fairness(test, assessed()),
                reads(made),
                made.notes());
    }

    /** Sensitive columns together are one feature. */
    private FairnessPlan assessed() {
        if (groups.sensitive().size() == 1) return groups;
        return new FairnessPlan(
                List.of(), List.of(groups.sensitive()), groups.controls(), groups.cuts(), groups.minGroup());
    }

    private List<String> reads(Made made) {
        List<String> read = new ArrayList<>(made.decider().reads());
        for (Input input : made.model().inputs()) read.add(input.name());
        return groups.sensitive().stream().filter(read::contains).toList();
    }

    private Made reduction(
            DataSource.Part fit, List<String> inputs, RandomStreams random, ForkJoinPool pool, Progress progress) {
        Trained first = learn(settings, fit, inputs, null, random, pool, progress);
        Model plain = first.model();
        ReductionRows rows = ReductionRows.of(fit.table(), inputs, fit.target(), groups, null);
        Parity parity = Parity.of(criterion).difference(bound);
        Trainer trainer = trainer(likewise(first), pool);
        Reduction found = method == Method.GRID_SEARCH
                ? new GridSearch(parity).fit(trainer, rows, null, random, pool, progress, Deadline.NEVER)
                : new ExponentiatedGradient(parity).fit(trainer, rows, null, random, pool, progress, Deadline.NEVER);
        Model model = found.model();
        Decider decider =
                model instanceof MixtureModel ? new DrawDecider(draws(fit, inputs)) : new ThresholdDecider(0.5);
        List<String> notes = new ArrayList<>(found.notes());
        if (model instanceof MixtureModel mixture) {
            notes.add("decisions are by chance over " + mixture.members().size()
                    + " models: the same row is decided the same way each time");
        }
        return new Made(model, decider, found.evidence(List.of(fit.subject()), smallest(rows)), plain, notes);
    }

    private Made thresholds(
            DataSource source,
            DataSource.Part fit,
            List<String> inputs,
            RandomStreams random,
            ForkJoinPool pool,
            Progress progress) {
        Split inner = Split.random(fit.target(), FITTED, new RandomStreams(random.seed() + 1));
        DataSource.Part train = source.part("train", picked(fit.rows(), inner.train()));
        DataSource.Part tune = source.part("thresholds", picked(fit.rows(), inner.test()));
        Model model =
                learn(settings, train, inputs, null, random, pool, progress).model();
        progress.report("fitting thresholds", Double.NaN, criterion.label());
        ScoredRows rows = ScoredRows.of(
                tune.table(),
                groups.sensitive(),
                groups,
                model.score(tune.table()).values().clone(),
                labels(tune),
                null);
        ThresholdFit found = GroupThresholds.of(rows, pool)
                .fit(ThresholdPlan.of(criterion, bound).withOtherwise(unseen).withDraws(draws(fit, inputs)));
        List<String> notes = new ArrayList<>(found.decider().text().lines().toList());
        notes.add("without the sensitive columns at decision time: --method exponentiated-gradient --drop "
                + String.join(",", groups.sensitive()));
        return new Made(
                model,
                found.decider(),
                ThresholdEvidence.of(List.of(found), List.of(train.subject(), tune.subject())),
                model,
                notes);
    }

    private static int[] picked(int[] rows, int[] positions) {
        int[] picked = new int[positions.length];
        for (int i = 0; i < picked.length; i++) picked[i] = rows[positions[i]];
        return picked;
    }

    private Made reweighed(
            DataSource.Part fit, List<String> inputs, RandomStreams random, ForkJoinPool pool, Progress progress) {
        Model plain = learn(settings, fit, inputs, null, random, pool, progress).model();
        Reweighing weights = Reweighing.of(fit.table(), groups.sensitive(), groups, labels(fit), null);
        Model model = learn(settings, fit, inputs, weights.weights(), random, pool, progress)
                .model();
        return new Made(
                model,
                new ThresholdDecider(0.5),
                weights.evidence(groups.sensitive(), List.of(fit.subject())),
                plain,
                List.of("criterion and bound are not asked of a reweighed model"));
    }

    private static int[] labels(DataSource.Part part) {
        int[] labels = new int[part.target().values().length];
        for (int i = 0; i < labels.length; i++) labels[i] = (int) part.target().values()[i];
        return labels;
    }

    private Trained learn(
            Map<String, String> with,
            DataSource.Part part,
            List<String> inputs,
            double @Nullable [] weights,
            RandomStreams random,
            ForkJoinPool pool,
            Progress progress) {
        return algorithm
                .learner(Task.BINARY, with, pool)
                .learn(
                        part.table().only(inputs),
                        part.target(),
                        RowRoles.NONE.withWeights(weights),
                        random,
                        progress,
                        Deadline.NEVER);
    }

    /** Settings that don't search anew: a penalty that was found for all rows is kept for every weighting of them. */
    private Map<String, String> likewise(Trained first) {
        Map<String, String> with = new TreeMap<>(settings);
        if (!algorithm.equals(Algorithm.LINEAR)) return with;
        with.putIfAbsent("lambda", EcmaNumber.format(first.provenance().number("lambda")));
        with.putIfAbsent("intervals", "none");
        return with;
    }

    private Trainer trainer(Map<String, String> with, ForkJoinPool pool) {
        Learner learner = algorithm.learner(Task.BINARY, with, pool);
        return (inputs, target, weights, warmStart, random, progress, deadline) -> learner.learn(
                        inputs, target, RowRoles.NONE.withWeights(weights), random, progress, deadline)
                .model();
    }

    private RowDraws draws(DataSource.Part fit, List<String> inputs) {
        String made = Sha256.of(("candor.draws/" + seed + "/" + fit.digest()).getBytes(StandardCharsets.UTF_8));
        return new RowDraws(key.orElse(made), id.map(List::of).orElse(inputs));
    }

    private static long smallest(ReductionRows rows) {
        long[] sizes = new long[rows.groups().size()];
        for (int i = 0; i < rows.size(); i++) if (rows.group(i) >= 0) sizes[rows.group(i)]++;
        return Arrays.stream(sizes).filter(size -> size > 0).min().orElse(0);
    }

    private Json.Obj texts() {
        Json.Builder out = Json.object();
        settings.forEach(out::put);
        return out.build();
    }
}
