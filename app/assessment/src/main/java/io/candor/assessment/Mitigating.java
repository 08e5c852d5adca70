package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.model.Decider;
import io.candor.core.model.DrawDecider;
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
import io.candor.fairness.prepare.CorrelationRemover;
import io.candor.fairness.prepare.Reweighing;
import io.candor.fairness.reduction.ExponentiatedGradient;
import io.candor.fairness.reduction.GridSearch;
import io.candor.fairness.reduction.Parity;
import io.candor.fairness.reduction.Reduction;
import io.candor.fairness.reduction.ReductionRows;
import io.candor.fairness.threshold.GroupThresholds;
import io.candor.fairness.threshold.RejectOption;
import io.candor.fairness.threshold.ScoredRows;
import io.candor.fairness.threshold.ThresholdEvidence;
import io.candor.fairness.threshold.ThresholdFit;
import io.candor.fairness.threshold.ThresholdPlan;
import io.candor.glassbox.RowRoles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link Mitigation} on some rows. Models that several methods start from are trained once: the plain one, and for rules over its scores one that left some
 * rows out for them. For one thread.
 */
final class Mitigating {
    /** A share of the rows that a model is not trained on when thresholds are fitted to its scores. */
    private static final double FITTED = 1 / 3.0;

    /** Models of a grid that are worth a look. */
    private static final int MOST_OF_GRID = 8;

    private final Mitigation asked;
    private final DataSource source;
    private final DataSource.Part fit;
    private final RandomStreams random;
    private final ForkJoinPool pool;
    private final Progress progress;
    private final Map<List<String>, Trained> plain = new HashMap<>();
    private final Map<List<String>, Scored> scored = new HashMap<>();

    /** A model, and rows that it was not trained on with its scores. */
    private record Scored(Model model, DataSource.Part train, DataSource.Part tune, ScoredRows rows) {}

    Mitigating(Mitigation asked, DataSource source, DataSource.Part fit, ForkJoinPool pool, Progress progress) {
        this.asked = asked;
        this.source = source;
        this.fit = fit;
        this.pool = pool;
        this.progress = progress;
        random = new RandomStreams(asked.seed());
    }

    /** What a method makes with a bound from some inputs. */
    Mended make(Mitigation.Method method, double bound, List<String> inputs) {
        return switch (method) {
            case EXPONENTIATED_GRADIENT -> mixture(bound, inputs);
            case GRID_SEARCH -> grid(inputs).get(0);
            case REWEIGHING -> reweighed(inputs);
            case THRESHOLD -> thresholds(bound, inputs);
            case REJECT_OPTION -> rejecting(bound, inputs);
            case CORRELATION_REMOVER -> removed(inputs);
        };
    }

    /** The model without mitigation. */
    Mended unmitigated(List<String> inputs) {
        Model model = plain(inputs).model();
        return mended("none", model, new ThresholdDecider(0.5), model, null, Json.object(), List.of())
                .without();
    }

    private static Mended mended(
            String method,
            Model model,
            Decider decider,
            Model without,
            @Nullable Evidence evidence,
            Json.Builder made,
            List<String> notes) {
        Json.Builder all = Json.object().put("method", method);
        made.build().members().forEach(all::put);
        return new Mended(
                method, model, decider, without, Optional.ofNullable(evidence), all.build(), notes, Optional.empty());
    }

    private Trained plain(List<String> inputs) {
        Trained found = plain.get(inputs);
        if (found != null) return found;
        Trained learnt = learn(asked.settings(), fit, inputs, null);
        plain.put(inputs, learnt);
        return learnt;
    }

    private Json.Builder criterion(double bound) {
        return Json.object().put("criterion", asked.criterion().label()).put("bound", bound);
    }

    private Mended mixture(double bound, List<String> inputs) {
        Trained first = plain(inputs);
        ReductionRows rows = rows(inputs);
        Reduction found = new ExponentiatedGradient(Parity.of(asked.criterion()).difference(bound))
                .fit(trainer(likewise(first)), rows, null, random, pool, progress, Deadline.NEVER);
        Model model = found.model();
        List<String> notes = new ArrayList<>(found.notes());
        Json.Builder made = criterion(bound).put("multipliers", multipliers(found.labels(), found.lambda()));
        Decider decider = new ThresholdDecider(0.5);
        if (model instanceof MixtureModel mixture) {
            decider = new DrawDecider(draws(inputs));
            made.put("chance", "over " + mixture.members().size() + " models");
            notes.add("decisions are by chance over " + mixture.members().size()
                    + " models: the same row is decided the same way each time");
        }
        Evidence evidence = found.evidence(List.of(fit.subject()), smallest(rows));
        return mended("exponentiated-gradient", model, decider, first.model(), evidence, made, notes);
    }

    /** The grid's choice, then those of its other models that no other beats in both error and constraint. */
    List<Mended> grid(List<String> inputs) {
        Trained first = plain(inputs);
        ReductionRows rows = rows(inputs);
        Reduction found = new GridSearch(Parity.of(asked.criterion()).difference(asked.bound()))
                .fit(trainer(likewise(first)), rows, null, random, pool, progress, Deadline.NEVER);
        Evidence evidence = found.evidence(List.of(fit.subject()), smallest(rows));
        List<Integer> kept = new ArrayList<>(List.of(found.best()));
        for (int j = 0; j < found.candidates().size(); j++)
            if (j != found.best() && unbeaten(found.candidates(), j)) kept.add(j);
        List<Mended> all = new ArrayList<>();
        for (int j : kept.subList(0, Math.min(kept.size(), MOST_OF_GRID))) {
            Reduction.Candidate one = found.candidates().get(j);
            Json.Builder made = Json.object().put("criterion", asked.criterion().label());
            made.put("point", j + 1).put("multipliers", multipliers(found.labels(), one.lambda()));
            all.add(mended(
                    "grid-search",
                    one.model(),
                    new ThresholdDecider(0.5),
                    first.model(),
                    evidence,
                    made,
                    found.notes()));
        }
        return all;
    }

    private static boolean unbeaten(List<Reduction.Candidate> candidates, int j) {
        double error = candidates.get(j).error();
        double most = most(candidates.get(j));
        for (int k = 0; k < candidates.size(); k++) {
            double e = candidates.get(k).error();
            double m = most(candidates.get(k));
            boolean better = e <= error && m <= most && (e < error || m < most);
            if (better || k < j && e == error && m == most) return false;
        }
        return true;
    }

    private static double most(Reduction.Candidate candidate) {
        return Arrays.stream(candidate.gamma()).max().orElse(0);
    }

    /** Those that are not 0, to four digits. */
    private static Json.Obj multipliers(List<String> labels, double[] lambda) {
        Json.Builder out = Json.object();
        for (int k = 0; k < lambda.length; k++) {
            double rounded = StrictMath.rint(lambda[k] * 1e4) / 1e4;
            if (rounded != 0) out.put(labels.get(k), rounded);
        }
        return out.build();
    }

    private Mended reweighed(List<String> inputs) {
        Reweighing weights = Reweighing.of(fit.table(), asked.groups().sensitive(), asked.groups(), labels(fit), null);
        Trained first = plain(inputs);
        Model model = learn(penalised(first), fit, inputs, weights.weights()).model();
        return mended(
                "reweighing",
                model,
                new ThresholdDecider(0.5),
                first.model(),
                weights.evidence(asked.groups().sensitive(), List.of(fit.subject())),
                Json.object(),
                List.of("criterion and bound are not asked of a reweighed model"));
    }

    private Mended thresholds(double bound, List<String> inputs) {
        Scored by = scored(inputs);
        progress.report("fitting thresholds", Double.NaN, asked.criterion().label());
        ThresholdFit found = GroupThresholds.of(by.rows(), pool)
                .fit(ThresholdPlan.of(asked.criterion(), bound)
                        .withOtherwise(asked.unseen())
                        .withDraws(draws(inputs)));
        List<String> notes = new ArrayList<>(found.decider().text().lines().toList());
        notes.add(withoutThem());
        Json.Builder made = criterion(bound).put("rules", rules(found.decider().text()));
        if (found.decider().drawing()) made.put("chance", "between thresholds");
        return mended(
                "threshold",
                by.model(),
                found.decider(),
                by.model(),
                ThresholdEvidence.of(
                        List.of(found), List.of(by.train().subject(), by.tune().subject())),
                made,
                notes);
    }

    private String withoutThem() {
        return "without the sensitive columns at decision time: --method exponentiated-gradient --drop "
                + String.join(",", asked.groups().sensitive());
    }

    private static Json rules(String text) {
        return Json.texts(text.lines().toList());
    }

    /** The groups that are decided positive less often than all rows are the deprived ones. */
    private Mended rejecting(double bound, List<String> inputs) {
        Scored by = scored(inputs);
        Set<String> deprived = deprived(by);
        RejectOption option = RejectOption.of(deprived, difference(), bound);
        RejectOption.Result found = option.fit(by.rows());
        List<String> notes = new ArrayList<>(found.decider().text().lines().toList());
        notes.add("decided positive less often than all: " + String.join(", ", deprived));
        notes.add(withoutThem());
        Json.Builder made = criterion(bound)
                .put("threshold", found.threshold())
                .put("margin", found.margin())
                .put("rules", rules(found.decider().text()));
        Evidence evidence = option.evidence(
                found, by.rows(), List.of(by.train().subject(), by.tune().subject()));
        return mended("reject-option", by.model(), found.decider(), by.model(), evidence, made, notes);
    }

    private RejectOption.Difference difference() {
        return switch (asked.criterion()) {
            case DEMOGRAPHIC_PARITY -> RejectOption.Difference.SELECTION_RATE;
            case TRUE_POSITIVE_RATE, FALSE_NEGATIVE_RATE -> RejectOption.Difference.TRUE_POSITIVE_RATE;
            case EQUALIZED_ODDS -> RejectOption.Difference.AVERAGE_ODDS;
            case FALSE_POSITIVE_RATE, TRUE_NEGATIVE_RATE, ERROR_RATE ->
                throw CandorException.user(
                        "CND-C052",
                        "reject-option has no bound on " + asked.criterion().label(),
                        "demographic-parity, true-positive-rate or equalized-odds",
                        "name one of them, or fit thresholds");
        };
    }

    private static Set<String> deprived(Scored by) {
        Set<String> below = RejectOption.deprived(by.rows());
        if (!below.isEmpty()) return below;
        throw CandorException.user(
                "CND-C053",
                "no group is decided positive less often than all rows",
                "groups whose selection rates differ",
                "reject-option has nothing to do here: assess the model as it is");
    }

    private Mended removed(List<String> inputs) {
        List<String> sensitive = asked.groups().sensitive();
        List<String> both = new ArrayList<>(inputs);
        for (String column : sensitive) if (!both.contains(column)) both.add(column);
        CorrelationRemover remover = CorrelationRemover.fit(fit.table().only(both), sensitive, 1, null);
        DataSource.Part prepared = new DataSource.Part(
                source, fit.role(), remover.prepare(fit.table()), fit.target(), fit.rows(), fit.digest());
        Model trained = learn(asked.settings(), prepared, remover.names(), null).model();
        Mended made = mended(
                "correlation-remover",
                remover.behind(trained),
                new ThresholdDecider(0.5),
                plain(inputs).model(),
                remover.evidence(List.of(fit.subject()), fit.table().rows()),
                Json.object().put("alpha", 1),
                List.of("criterion and bound are not asked of a correlation remover"));
        return new Mended(
                made.name(),
                made.model(),
                made.decider(),
                made.plain(),
                made.evidence(),
                made.made(),
                made.notes(),
                Optional.of(new Mended.Behind(trained, remover.pipeline(Mended.Behind.FOLDER))));
    }

    private Scored scored(List<String> inputs) {
        Scored found = scored.get(inputs);
        if (found != null) return found;
        Split inner = Split.random(fit.target(), FITTED, new RandomStreams(random.seed() + 1));
        DataSource.Part train = source.part("train", picked(fit.rows(), inner.train()));
        DataSource.Part tune = source.part("thresholds", picked(fit.rows(), inner.test()));
        Model model = learn(asked.settings(), train, inputs, null).model();
        ScoredRows rows = ScoredRows.of(
                tune.table(),
                asked.groups().sensitive(),
                asked.groups(),
                model.score(tune.table()).values().clone(),
                labels(tune),
                null);
        Scored made = new Scored(model, train, tune, rows);
        scored.put(inputs, made);
        return made;
    }

    private ReductionRows rows(List<String> inputs) {
        return ReductionRows.of(fit.table(), inputs, fit.target(), asked.groups(), null);
    }

    private static int[] picked(int[] rows, int[] positions) {
        int[] picked = new int[positions.length];
        for (int i = 0; i < picked.length; i++) picked[i] = rows[positions[i]];
        return picked;
    }

    private static int[] labels(DataSource.Part part) {
        int[] labels = new int[part.target().values().length];
        for (int i = 0; i < labels.length; i++) labels[i] = (int) part.target().values()[i];
        return labels;
    }

    private Trained learn(
            Map<String, String> with, DataSource.Part part, List<String> inputs, double @Nullable [] weights) {
        return asked.algorithm()
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
    private Map<String, String> penalised(Trained first) {
        Map<String, String> with = new TreeMap<>(asked.settings());
        if (asked.algorithm().equals(Algorithm.LINEAR))
            with.putIfAbsent("lambda", EcmaNumber.format(first.provenance().number("lambda")));
        return with;
    }

    /** Of models that are trained again and again. */
    private Map<String, String> likewise(Trained first) {
        Map<String, String> with = penalised(first);
        if (asked.algorithm().equals(Algorithm.LINEAR)) with.putIfAbsent("intervals", "none");
        return with;
    }

    private Trainer trainer(Map<String, String> with) {
        Learner learner = asked.algorithm().learner(Task.BINARY, with, pool);
        return (inputs, target, weights, warmStart, streams, told, deadline) -> learner.learn(
                        inputs, target, RowRoles.NONE.withWeights(weights), streams, told, deadline)
                .model();
    }

    private RowDraws draws(List<String> inputs) {
        String made = Sha256.of(("candor.draws/" + asked.seed() + "/" + fit.digest()).getBytes(StandardCharsets.UTF_8));
        return new RowDraws(asked.key().orElse(made), asked.id().map(List::of).orElse(inputs));
    }

    private static long smallest(ReductionRows rows) {
        long[] sizes = new long[rows.groups().size()];
        for (int i = 0; i < rows.size(); i++) if (rows.group(i) >= 0) sizes[rows.group(i)]++;
        return Arrays.stream(sizes).filter(size -> size > 0).min().orElse(0);
    }
}
