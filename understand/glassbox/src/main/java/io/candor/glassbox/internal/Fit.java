package io.candor.glassbox.internal;

import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Input;
import io.candor.core.port.Progress;
import io.candor.glassbox.BagRecord;
import io.candor.glassbox.EbmObserver;
import io.candor.glassbox.PairRank;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * One training: main effects of all bags, then the choice of pairs, then interactions of all bags, then one model of them
 * all. Bags run in parallel; what is kept does not depend on which is first.
 */
public final class Fit {
    private static final int TELL_EVERY = 256;

    private final BagRun run;
    private final List<Feature> features;
    private final Set<Set<String>> excluded;
    private final ForkJoinPool pool;
    private final Progress progress;
    private final List<BagRecord.Steps> replay;
    private final List<BagResult> mains;
    private final List<BagResult> interactions;
    private final List<PairRank> ranks = new ArrayList<>();
    private final AdditiveModel model;

    /**
     * Trains.
     *
     * @param excluded terms that are not learnt, as sets of names
     * @param named interactions that are learnt; if empty, pairs are found as the settings say
     * @param replay steps of each bag; empty for none
     */
    public Fit(
            BagRun run,
            List<Feature> features,
            Set<Set<String>> excluded,
            List<int[]> named,
            ForkJoinPool pool,
            Progress progress,
            List<BagRecord.Steps> replay) {
        this.run = run;
        this.features = List.copyOf(features);
        this.excluded = excluded;
        this.pool = pool;
        this.progress = progress;
        this.replay = List.copyOf(replay);
        List<BoostedTerm> first = mainTerms();
        boolean more = !named.isEmpty()
                || run.settings().interactions().named().terms().isEmpty() && wanted() > 0;
        Teller teller = new Teller(more ? 2 : 1);
        mains = each(b -> run.boost(job(b, EbmObserver.Stage.MAINS, first), first, null, teller));
        List<BoostedTerm> second = new ArrayList<>();
        if (more) for (int[] term : named.isEmpty() ? found(first) : named) second.add(interaction(term));
        interactions = second.isEmpty()
                ? List.of()
                : each(b -> run.boost(job(b, EbmObserver.Stage.INTERACTIONS, second), first, mains.get(b), teller));
        model = assemble(first, second);
        progress.report("boosting", 1, "");
    }

    public AdditiveModel model() {
        return model;
    }

    public List<PairRank> pairs() {
        return List.copyOf(ranks);
    }

    public List<BagRecord> records() {
        List<BagRecord> records = new ArrayList<>();
        for (int b = 0; b < mains.size(); b++) {
            BagResult of = mains.get(b);
            BagRecord.Stage second = interactions.isEmpty()
                    ? BagRecord.Stage.NONE
                    : interactions.get(b).stage();
            records.add(new BagRecord(b, of.trainingRows(), of.validationRows(), of.stage(), second));
        }
        return records;
    }

    private List<BoostedTerm> mainTerms() {
        List<BoostedTerm> terms = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            if (!excluded.contains(Set.of(features.get(f).input().name()))) {
                terms.add(BoostedTerm.main(f, features.get(f)));
            }
        }
        return terms;
    }

    private BoostedTerm interaction(int[] term) {
        return BoostedTerm.interaction(term, features, run.data().rows());
    }

    private BagRun.Job job(int bag, EbmObserver.Stage stage, List<BoostedTerm> terms) {
        if (replay.isEmpty()) return new BagRun.Job(bag, stage, terms, -1);
        BagRecord.Steps steps = replay.get(bag);
        return new BagRun.Job(
                bag, stage, terms, stage == EbmObserver.Stage.MAINS ? steps.mains() : steps.interactions());
    }

    private int wanted() {
        return run.settings().interactions().pairs(features.size());
    }

    /** The pairs that FAST puts first. */
    private List<int[]> found(List<BoostedTerm> terms) {
        int rows = run.data().rows();
        int[][] pairs = PairChoice.candidates(features, rows, excluded, sizes(terms));
        if (pairs.length == 0) return List.of();
        progress.report("finding interactions", Double.NaN, pairs.length + " pairs");
        List<double[]> strengths = each(b -> run.strengths(b, terms, mains.get(b), features, pairs));
        double[] meanRanks = PairChoice.meanRanks(strengths, pairs.length);
        List<Input> inputs = features.stream().map(Feature::input).toList();
        List<int[]> chosen = new ArrayList<>();
        List<Integer> order = PairChoice.order(pairs, meanRanks);
        int taken =
                PairChoice.taken(order.stream().mapToLong(p -> cells(pairs[p])).toArray(), wanted());
        for (int p : order) {
            double mean = 0;
            for (double[] bag : strengths) mean += bag[p] / strengths.size();
            ranks.add(PairChoice.rank(inputs, pairs[p], meanRanks[p], mean));
            if (chosen.size() < taken) chosen.add(pairs[p]);
        }
        chosen.sort((a, b) -> a[0] != b[0] ? Integer.compare(a[0], b[0]) : Integer.compare(a[1], b[1]));
        return chosen;
    }

    private long cells(int[] pair) {
        long cells = run.objective().outputs();
        for (int f : pair) cells *= features.get(f).pair().bins().count();
        return cells;
    }

    /** How large the main effect of each feature is: the sum of |table|, over bags and outputs. */
    private double[] sizes(List<BoostedTerm> terms) {
        double[] sizes = new double[features.size()];
        for (BagResult bag : mains) {
            for (int s = 0; s < bag.scores().length; s++) {
                double sum = 0;
                for (double v : bag.scores()[s]) sum += Math.abs(v);
                sizes[terms.get(s % terms.size()).features()[0]] += sum / bag.scores()[s].length;
            }
        }
        return sizes;
    }

    /** Bags that never made a step because time ran out say nothing; they count only if there are no others. */
    private AdditiveModel assemble(List<BoostedTerm> first, List<BoostedTerm> second) {
        boolean moved = interactions.stream().anyMatch(b -> b.stage().steps() > 0);
        List<BoostedTerm> terms = new ArrayList<>(first);
        if (moved) terms.addAll(second);
        boolean spoke = mains.stream().anyMatch(b -> b.stage().steps() > 0);
        List<Bag> bags = new ArrayList<>();
        for (int b = 0; b < mains.size(); b++) {
            BagResult of = mains.get(b);
            if (spoke && of.stage().steps() == 0) continue;
            List<double[]> tables = tables(first.size(), of.scores());
            if (moved) tables.addAll(tables(second.size(), interactions.get(b).scores()));
            bags.add(new Bag(of.weight(), of.intercept(), tables));
        }
        return new Assembly(run.objective(), features, run.target(), run.data()).assemble(terms, bags);
    }

    /** From output by output to one table per term. */
    private List<double[]> tables(int terms, double[][] scores) {
        int outputs = run.objective().outputs();
        List<double[]> tables = new ArrayList<>();
        for (int t = 0; t < terms; t++) {
            double[] table = new double[scores[t].length * outputs];
            for (int k = 0; k < outputs; k++) {
                double[] column = scores[k * terms + t];
                for (int c = 0; c < column.length; c++) table[c * outputs + k] = column[c];
            }
            tables.add(table);
        }
        return tables;
    }

    private <T> List<T> each(IntFunction<T> work) {
        List<ForkJoinTask<T>> tasks = new ArrayList<>();
        for (int b = 0; b < run.settings().outerBags(); b++) {
            int bag = b;
            tasks.add(pool.submit(() -> work.apply(bag)));
        }
        List<T> results = new ArrayList<>();
        try {
            for (ForkJoinTask<T> task : tasks) results.add(task.join());
        } finally {
            for (ForkJoinTask<T> task : tasks) task.cancel(true); // nothing, unless one failed
        }
        return results;
    }

    /** Tells of progress: bags done in all stages, and of each bag its steps and the loss on its validation rows. */
    private final class Teller implements EbmObserver {
        private final int stages;
        private final AtomicInteger started = new AtomicInteger();

        Teller(int stages) {
            this.stages = stages;
        }

        @Override
        public Decision after(int bag, Stage stage, long steps, double metric) {
            if (steps == 1) started.incrementAndGet();
            if (steps % TELL_EVERY != 0) return Decision.CONTINUE;
            double all = (double) stages * run.settings().outerBags();
            double done = Math.max(0, Math.min(1, (started.get() - 1) / all));
            String loss =
                    Double.isNaN(metric) ? "" : String.format(java.util.Locale.ROOT, ", validation loss %.5g", metric);
            String what = stage == Stage.MAINS ? "" : ", interactions";
            progress.report(
                    "boosting",
                    done,
                    "bag " + (bag + 1) + " of " + run.settings().outerBags() + what + ": " + steps + " steps" + loss);
            return Decision.CONTINUE;
        }
    }
}
