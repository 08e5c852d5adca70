package io.candor.glassbox.internal;

import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.BagRecord;
import io.candor.glassbox.BagRecord.Stop;
import io.candor.glassbox.EbmObserver;
import io.candor.glassbox.EbmSettings;
import io.candor.glassbox.RowRoles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that the bags of one fit share; runs the stages of one of them. Thread-safe. */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record BagRun(
        EbmSettings settings,
        Objective objective,
        Target target,
        RowData data,
        RowRoles roles,
        RandomStreams random,
        Deadline deadline,
        EbmObserver observer) {
    /** What a bag is asked to do. */
    public record Job(int bag, EbmObserver.Stage stage, List<BoostedTerm> terms, long replay) {}

    /**
     * Boosts some terms.
     *
     * @param before the main effects' result, which is then frozen; null for the first stage
     * @param mains terms of that result
     */
    public BagResult boost(Job job, List<BoostedTerm> mains, @Nullable BagResult before, EbmObserver told) {
        List<Integer> learnt = learnt(job.terms);
        List<BoostedTerm> terms = learnt.stream().map(job.terms::get).toList();
        OuterBag split = split(job.bag);
        double[][] offsets = before == null ? data.offsets() : scores(mains, before);
        BagData bag = new BagData(objective, terms, data, offsets, before == null ? null : before.intercept(), split);
        boolean replays = job.replay >= 0;
        boolean first = job.stage == EbmObserver.Stage.MAINS;
        int smoothing = first ? settings.smoothingRounds() : settings.interactionSmoothingRounds();
        long each = (long) terms.size() * objective.outputs();
        long most = replays ? job.replay : rounds(bag, smoothing) * each;
        String purpose = first ? "glassbox.boost" : "glassbox.interactions";
        Booster booster = new Booster(settings, bag, smoothing, most, random.stream(purpose, job.bag));
        Stop stop = booster.run(replays ? () -> false : deadline::passed, (steps, metric) -> {
            told.after(job.bag, job.stage, steps, metric);
            return !replays && observer.after(job.bag, job.stage, steps, metric) != EbmObserver.Decision.CONTINUE;
        });
        BagRecord.Stage stage = new BagRecord.Stage(
                booster.steps(),
                booster.bestStep(),
                booster.bestMetric(),
                replays && stop == Stop.MAX_ROUNDS ? Stop.REPLAY : stop);
        return new BagResult(
                bag.trainingRows().length,
                bag.validationRows(),
                stage,
                bag.intercept(),
                spread(job.terms, learnt, booster.scores()),
                bag.weight());
    }

    /** Strength of every pair at the scores of the main effects, see {@link PairStrength}, per unit of weight. */
    public double[] strengths(
            int bag, List<BoostedTerm> mains, BagResult before, List<Feature> features, int[][] pairs) {
        BagData start = new BagData(objective, List.of(), data, scores(mains, before), before.intercept(), split(bag));
        int[] rows = start.trainingRows();
        double[][] g = new double[objective.outputs()][rows.length];
        double[][] h = new double[objective.outputs()][rows.length];
        start.derivatives(g, h);
        PairTables tables = new PairTables(features, rows);
        double[] strengths = new double[pairs.length];
        LeafRule rule = LeafRule.of(settings);
        double scale = objective.gradientMultiplier() * objective.gradientMultiplier() / objective.hessianMultiplier();
        for (int p = 0; p < pairs.length; p++) {
            for (int k = 0; k < g.length; k++) strengths[p] += tables.strength(rule, pairs[p], g[k], h[k]);
            strengths[p] *= scale / start.weight();
        }
        return strengths;
    }

    /** Offsets and tables, output by output, for all rows. */
    private double[][] scores(List<BoostedTerm> mains, BagResult of) {
        int rows = data.rows();
        double[][] scores = new double[objective.outputs()][];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = data.offsets() == null ? new double[rows] : data.offsets()[k].clone();
            for (int t = 0; t < mains.size(); t++) {
                mains.get(t).codes().add(scores[k], 0, rows, of.scores()[k * mains.size() + t]);
            }
        }
        return scores;
    }

    private double[][] spread(List<BoostedTerm> terms, List<Integer> learnt, double[][] found) {
        double[][] scores = new double[terms.size() * objective.outputs()][];
        for (int k = 0; k < objective.outputs(); k++) {
            for (int t = 0; t < terms.size(); t++) {
                int at = learnt.indexOf(t);
                scores[k * terms.size() + t] = at >= 0
                        ? found[k * learnt.size() + at]
                        : new double[terms.get(t).cells()];
            }
        }
        return scores;
    }

    private OuterBag split(int bag) {
        double share = settings.validationSize();
        if (roles.bags() != null) return OuterBag.given(roles.bags()[bag]);
        if (roles.groups() != null) {
            return OuterBag.drawGroups(roles.groups(), share, random.stream("glassbox.bag", bag));
        }
        if (roles.times() != null) {
            return OuterBag.drawTimes(roles.times(), share, random.stream("glassbox.bag", bag));
        }
        int[] strata = target.task() == Task.REGRESSION ? null : strata();
        return OuterBag.draw(data.rows(), strata, share, random.stream("glassbox.bag", bag));
    }

    /** Too few rows to hold any out, though asked for: nothing would stop it early, so the rounds are bounded. */
    private long rounds(BagData bag, int smoothing) {
        boolean tooFew = settings.validationSize() > 0 && !bag.validates();
        int bound = smoothing + settings.earlyStoppingRounds();
        return tooFew ? Math.min(settings.maxRounds(), bound) : settings.maxRounds();
    }

    private int[] strata() {
        int[] strata = new int[target.values().length];
        for (int i = 0; i < strata.length; i++) strata[i] = (int) target.values()[i];
        return strata;
    }

    /** Terms with at least two cells that hold rows. */
    private List<Integer> learnt(List<BoostedTerm> terms) {
        List<Integer> learnt = new ArrayList<>();
        for (int t = 0; t < terms.size(); t++) {
            Codes codes = terms.get(t).codes();
            for (int i = 1; i < data.rows(); i++) {
                if (codes.get(i) == codes.get(0)) continue;
                learnt.add(t);
                break;
            }
        }
        return learnt;
    }
}
