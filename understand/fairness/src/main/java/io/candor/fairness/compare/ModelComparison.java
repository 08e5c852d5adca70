package io.candor.fairness.compare;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.Predictions;
import io.candor.fairness.compare.internal.ComparisonEvidence;
import io.candor.fairness.compare.internal.Drawn;
import io.candor.fairness.compare.internal.Front;
import io.candor.fairness.compare.internal.PairedDraws;
import io.candor.fairness.compare.internal.Sweep;
import io.candor.fairness.internal.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Models of one task on the same rows: performance against disparity, the Pareto front, what they differ from a baseline, whether they keep a policy's limits.
 * Immutable.
 *
 * @param plan what was asked
 * @param candidates in the order given
 * @param baseline name of the one that the others are held against
 * @param axes one per feature and disparity, the one to be shown first at the front
 * @param performanceAgainst per candidate, its performance minus the baseline's; empty without draws
 * @param sweeps per candidate what other thresholds would do, null where it has no scores
 * @param notes what users should know, one sentence each
 */
public record ModelComparison(
        ComparisonPlan plan,
        List<Candidate> candidates,
        String baseline,
        List<Axis> axes,
        List<Estimate> performanceAgainst,
        List<Json.@Nullable Obj> sweeps,
        List<String> notes) {
    /**
     * A disparity of a feature, and where the candidates stand when it is drawn against the performance.
     *
     * @param standings one per candidate
     */
    public record Axis(String feature, String disparity, List<Standing> standings) {
        /** Whether less of it is better; of ratios more is. */
        public boolean lowerIsBetter() {
            return !Figures.ratio(disparity);
        }
    }

    /**
     * @param disparity the candidate's
     * @param front whether no other candidate is at least as good on both and better on one
     * @param dominatedBy names of those that are
     * @param frontShare of the draws in which it is on the front; NaN without draws
     * @param against its disparity minus the baseline's
     */
    public record Standing(
            Estimate disparity, boolean front, List<String> dominatedBy, double frontShare, Estimate against) {}

    /**
     * Compares.
     *
     * @param table the rows that were predicted, with the columns of the plan
     * @throws CandorException {@code CND-F023} fewer than two candidates, or two of one name, {@code CND-F024} no such baseline, performance, disparity or limit, {@code CND-F025}
     *     candidates of different tasks, features or rows
     */
    public static ModelComparison of(
            ComparisonPlan plan, Table table, List<Candidate> candidates, RandomStreams random, ForkJoinPool pool) {
        checked(candidates);
        List<String> names = candidates.stream().map(Candidate::name).toList();
        String baseline = plan.baseline().isEmpty() ? names.get(0) : plan.baseline();
        if (!names.contains(baseline)) throw unknown("baseline", baseline, names);
        Json.Obj first = candidates.get(0).assessment();
        known(
                "performance",
                plan.performance(),
                first.object("overall").members().keySet());
        List<String> features = List.copyOf(first.object("features").members().keySet());
        List<List<String>> disparities = new ArrayList<>();
        Set<String> all = new LinkedHashSet<>();
        for (String feature : features) {
            disparities.add(disparities(plan, first, feature));
            all.addAll(disparities.get(disparities.size() - 1));
        }
        known("disparity", plan.disparity(), all);
        Set<String> limited = new LinkedHashSet<>(all);
        limited.add(plan.performance());
        for (Limit limit : plan.limits()) {
            known("limited figure", limit.measure(), limited);
            if (!limit.feature().isEmpty()) known("feature", limit.feature(), features);
        }
        List<String> notes = new ArrayList<>();
        Drawn drawn = drawn(plan, table, candidates, disparities, random, pool, notes);
        int base = names.indexOf(baseline);
        List<Estimate> performance = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            performance.add(drawn.against(
                    c,
                    base,
                    0,
                    Figures.performance(candidates.get(c).assessment(), plan.performance()),
                    Figures.performance(candidates.get(base).assessment(), plan.performance())));
        }
        List<Axis> axes = new ArrayList<>();
        int figure = 1;
        for (int f = 0; f < features.size(); f++) {
            for (String disparity : disparities.get(f))
                axes.add(axis(plan, candidates, base, features.get(f), disparity, drawn, figure++));
        }
        List<Json.@Nullable Obj> sweeps = new ArrayList<>();
        for (Candidate candidate : candidates) sweeps.add(sweep(plan, table, candidate, disparities));
        return new ModelComparison(
                plan,
                List.copyOf(candidates),
                baseline,
                List.copyOf(axes),
                List.copyOf(performance),
                Collections.unmodifiableList(sweeps),
                List.copyOf(notes));
    }

    /** The performance of a candidate. */
    public Estimate performance(Candidate candidate) {
        return Figures.performance(candidate.assessment(), plan.performance());
    }

    /** Whether a candidate keeps each limit that is on an axis or on the performance, by the limit's source and where it is of one feature by that. */
    public Map<String, Limit.State> limits(int candidate) {
        Map<String, Limit.State> states = new LinkedHashMap<>();
        for (Limit limit : plan.limits()) {
            if (limit.measure().equals(plan.performance())) {
                states.put(limit.source(), limit.state(performance(candidates.get(candidate))));
            }
            for (Axis axis : axes) {
                if (!limit.concerns(axis.disparity(), axis.feature())) continue;
                String name = limit.feature().isEmpty() ? axis.feature() + ": " + limit.source() : limit.source();
                states.put(name, limit.state(axis.standings().get(candidate).disparity()));
            }
        }
        return states;
    }

    /** Evidence {@code fairness.comparison} v1. */
    public Evidence evidence(List<Subject> data, long seed) {
        return ComparisonEvidence.of(this, data, seed);
    }

    private static void checked(List<Candidate> candidates) {
        Set<String> names = new LinkedHashSet<>();
        for (Candidate c : candidates) names.add(c.name());
        if (candidates.size() < 2 || names.size() < candidates.size()) {
            throw CandorException.user(
                    "CND-F023",
                    candidates.size() < 2 ? "there are not two models to compare" : "two models have one name",
                    "two or more models of different names",
                    "name more, or give them other names");
        }
        Json.Obj first = candidates.get(0).assessment();
        for (Candidate c : candidates) {
            Json.Obj other = c.assessment();
            boolean alike = other.text("task").equals(first.text("task"))
                    && other.number("rows") == first.number("rows")
                    && other.object("features")
                            .members()
                            .keySet()
                            .equals(first.object("features").members().keySet());
            if (alike) continue;
            throw CandorException.user(
                    "CND-F025",
                    "'" + c.name() + "' was not assessed as '"
                            + candidates.get(0).name() + "' was",
                    "one task, the same rows, the same sensitive columns",
                    "assess them alike: name the models and --data");
        }
    }

    /** The usual ones, one that was asked for first, those with limits last. */
    private static List<String> disparities(ComparisonPlan plan, Json.Obj assessment, String feature) {
        Set<String> names = new LinkedHashSet<>();
        if (Figures.holds(assessment, feature, plan.disparity())) names.add(plan.disparity());
        names.addAll(
                Figures.disparities(assessment, feature, plan.plan().metrics().keySet()));
        for (Limit limit : plan.limits()) {
            if (limit.concerns(limit.measure(), feature) && Figures.holds(assessment, feature, limit.measure()))
                names.add(limit.measure());
        }
        return List.copyOf(names);
    }

    private static Drawn drawn(
            ComparisonPlan plan,
            Table table,
            List<Candidate> candidates,
            List<List<String>> disparities,
            RandomStreams random,
            ForkJoinPool pool,
            List<String> notes) {
        List<PairedDraws.Model> models = new ArrayList<>();
        for (Candidate c : candidates) {
            Predictions predictions = c.predictions();
            if (predictions != null && !(predictions instanceof Predictions.Regression))
                models.add(new PairedDraws.Model(c.assessment(), predictions));
        }
        if (plan.draws() == 0) return Drawn.NONE;
        if (models.size() < candidates.size() || !plan.plan().weights().isEmpty()) {
            notes.add(
                    plan.plan().weights().isEmpty()
                            ? "Differences to the baseline have no intervals: decisions of the same rows are not known of every model."
                            : "Differences to the baseline have no intervals: rows with weights are not drawn again.");
            return Drawn.NONE;
        }
        return new Drawn(new PairedDraws(plan.plan(), table, models)
                .draw(models, plan.performance(), disparities, plan.draws(), random, pool));
    }

    private static Axis axis(
            ComparisonPlan plan,
            List<Candidate> candidates,
            int base,
            String feature,
            String disparity,
            Drawn drawn,
            int figure) {
        int n = candidates.size();
        double better = plan.higherIsBetter() ? 1 : -1;
        double worse = Figures.ratio(disparity) ? -1 : 1;
        double[] x = new double[n];
        double[] y = new double[n];
        List<Estimate> estimates = new ArrayList<>();
        for (int c = 0; c < n; c++) {
            Json.Obj assessment = candidates.get(c).assessment();
            estimates.add(Figures.disparity(assessment, feature, disparity));
            x[c] = better * Figures.value(Figures.performance(assessment, plan.performance()));
            y[c] = worse * Figures.value(estimates.get(c));
        }
        Front front = new Front(x, y);
        double[] shares = drawn.frontShares(figure, n, better, worse);
        List<Standing> standings = new ArrayList<>();
        for (int c = 0; c < n; c++) {
            List<String> by = new ArrayList<>();
            for (int d = 0; d < n; d++)
                if (front.dominates(d, c)) by.add(candidates.get(d).name());
            standings.add(new Standing(
                    estimates.get(c),
                    front.holds(c),
                    List.copyOf(by),
                    shares[c],
                    drawn.against(c, base, figure, estimates.get(c), estimates.get(base))));
        }
        return new Axis(feature, disparity, List.copyOf(standings));
    }

    private static Json.@Nullable Obj sweep(
            ComparisonPlan plan, Table table, Candidate candidate, List<List<String>> disparities) {
        Predictions predictions = candidate.predictions();
        if (predictions == null) return null;
        return Sweep.of(plan.plan(), table, predictions)
                .map(s -> s.toJson(plan.performance(), disparities))
                .orElse(null);
    }

    private static void known(String what, String name, Iterable<String> names) {
        List<String> all = new ArrayList<>();
        names.forEach(all::add);
        if (!all.contains(name)) throw unknown(what, name, all);
    }

    private static CandorException unknown(String what, String name, List<String> names) {
        return CandorException.user(
                "CND-F024",
                "there is no " + what + " '" + name + "'",
                "one of " + String.join(", ", names),
                io.candor.core.Suggestions.remedy(name, names));
    }
}
