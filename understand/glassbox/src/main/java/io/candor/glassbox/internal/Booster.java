package io.candor.glassbox.internal;

import io.candor.core.random.RandomStream;
import io.candor.glassbox.BagRecord.Stop;
import io.candor.glassbox.EbmSettings;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Boosts the terms of one outer bag, either all main effects or all interactions. A cycle is one pass over all terms in random order, which measures every term's
 * gain (and applies its step while smoothing, or when cyclic progress is due), then greedy steps on the term that promises
 * most: often the same again, which {@link LazyRows} makes cheap. With several outputs, each output has steps of its own:
 * what is called a term here is a term as one output sees it, index output · terms + term. Not thread-safe; used once.
 */
final class Booster {
    /** Scores of all rows are set anew after so many steps, so that rounding errors don't add up. */
    private static final int RESET_EVERY = 4096;

    /** Is told of steps and may end the boosting. */
    @FunctionalInterface
    interface StepWatch {
        /** @param metric on the held-out rows; NaN if there are none */
        boolean stop(long steps, double metric);
    }

    /** A step of one term, with the learning rate in it. */
    private record Step(int term, double[] values, double gain) {}

    /** A term's place in the queue: most gain first, then at random, then by index. */
    private record Place(double gain, long tie, int term) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byGain = Double.compare(other.gain, gain);
            if (byGain != 0) return byGain;
            int byTie = Long.compare(tie, other.tie);
            return byTie != 0 ? byTie : Integer.compare(term, other.term);
        }
    }

    private final EbmSettings settings;
    private final BagData data;
    private final RandomStream random;
    private final TermUpdater[] updaters;
    private final Histogram histogram;
    private final double[][] scores;
    private final double[][] kept;
    private final boolean[] changed; // since scores were last kept
    private final EarlyStopper stopper;
    private final PriorityQueue<Place> queue = new PriorityQueue<>();
    private final long maxSteps;
    private final int smoothingRounds;
    private final int terms;
    private long steps;
    private double metric = Double.NaN; // of the last step
    private long bestStep;
    private int lastTerm = -1;
    private int repeats; // steps of the last term just before its last

    Booster(EbmSettings settings, BagData data, int smoothingRounds, long maxSteps, RandomStream random) {
        this.settings = settings;
        this.data = data;
        this.random = random;
        this.maxSteps = maxSteps;
        this.smoothingRounds = smoothingRounds;
        this.terms = data.terms() * data.objective().outputs();
        this.updaters = new TermUpdater[terms];
        this.scores = new double[terms][];
        this.kept = new double[terms][];
        this.changed = new boolean[terms];
        int most = 1;
        for (int t = 0; t < terms; t++) {
            int[] samples = data.samples(t % data.terms());
            most = Math.max(most, samples.length);
            scores[t] = new double[samples.length];
            kept[t] = new double[samples.length];
            updaters[t] = updater(data.term(t % data.terms()), samples);
        }
        this.histogram = new Histogram(most);
        this.stopper = new EarlyStopper(settings.earlyStoppingRounds() * terms, settings.earlyStoppingTolerance());
    }

    private TermUpdater updater(BoostedTerm term, int[] samples) {
        LeafRule rule = LeafRule.of(settings);
        int leaves = settings.maxLeaves();
        return switch (term.bins().size()) {
            case 1 ->
                term.nominal()
                        ? new NominalUpdater(rule, leaves, settings.minCatSamples(), settings.catSmooth(), samples)
                        : new NumericUpdater(rule, leaves, settings.missing(), samples, term.monotone());
            case 2 -> new PairUpdater(rule, term.bins(), samples);
            default -> new TensorUpdater(rule, term.bins(), samples);
        };
    }

    /**
     * @param late asked before every step
     * @param watch told of every step
     */
    Stop run(BooleanSupplier late, StepWatch watch) {
        if (terms == 0) return Stop.NOTHING_TO_LEARN;
        long greedySteps = (long) Math.ceil(Math.min(settings.greedyRatio(), settings.maxRounds()) * terms);
        double cyclicProgress = greedySteps == 0 ? 1 : settings.cyclicProgress();
        double cyclicState = cyclicProgress;
        int smoothing = smoothingRounds;
        int[] order = random.permutation(terms);
        while (steps < maxSteps) {
            boolean smooth = smoothing > 0;
            boolean apply = smooth || cyclicState >= 1;
            if (!apply) data.training().measureAll();
            queue.clear();
            Step best = null;
            Place first = null;
            for (int term : order) {
                if (steps >= maxSteps) return Stop.MAX_ROUNDS;
                if (late.getAsBoolean()) return Stop.DEADLINE;
                if (apply) data.training().measure(term, histogram);
                else data.training().measured(term, histogram);
                Step step = step(term, smooth);
                Place place = new Place(step.gain, random.nextLong(), term);
                queue.add(place);
                if (apply) {
                    apply(step, smooth);
                    if (watch.stop(steps, metric)) return Stop.CALLBACK;
                    if (!smooth && stopper.over()) return Stop.EARLY_STOPPING;
                } else if (first == null || place.compareTo(first) < 0) {
                    first = place;
                    best = step;
                }
            }
            if (smooth) {
                smoothing--;
                continue;
            }
            if (cyclicState >= 1) cyclicState -= 1;
            cyclicState += cyclicProgress;
            Stop stop = greedily(greedySteps, best, late, watch);
            if (stop != null) return stop;
            if (greedySteps > 0) random.shuffle(order);
        }
        return Stop.MAX_ROUNDS;
    }

    /** @param cached the best step of the pass, applied first without being measured again; null if it was applied */
    private @Nullable Stop greedily(long count, @Nullable Step cached, BooleanSupplier late, StepWatch watch) {
        Step next = cached;
        for (long k = 0; k < count; k++) {
            if (steps >= maxSteps) return Stop.MAX_ROUNDS;
            if (late.getAsBoolean()) return Stop.DEADLINE;
            Place place = queue.remove();
            Step step = next;
            if (step == null) {
                data.training().measure(place.term, histogram);
                step = step(place.term, false);
                queue.add(new Place(step.gain, random.nextLong(), place.term));
            } else {
                queue.add(place);
                next = null;
            }
            apply(step, false);
            if (watch.stop(steps, metric)) return Stop.CALLBACK;
            if (stopper.over()) return Stop.EARLY_STOPPING;
        }
        return null;
    }

    /** The step that one term would take; {@link #histogram} holds its sums. */
    private Step step(int term, boolean randomCuts) {
        double[] values = new double[scores[term].length];
        double gain = updaters[term].update(histogram, randomCuts, random, values);
        Objective objective = data.objective();
        double rate = settings.learningRate() * objective.gradientMultiplier() / objective.hessianMultiplier();
        for (int b = 0; b < values.length; b++) values[b] *= rate;
        gain *= objective.gradientMultiplier() * objective.gradientMultiplier() / objective.hessianMultiplier();
        gain /= data.weight();
        if (data.term(term % data.terms()).nominal()) gain *= settings.gainScale();
        return new Step(term, values, gain);
    }

    private void apply(Step step, boolean smooth) {
        double[] table = scores[step.term];
        for (int b = 0; b < table.length; b++) table[b] += step.values[b];
        changed[step.term] = true;
        steps++;
        repeats = step.term == lastTerm ? repeats + 1 : 0;
        lastTerm = step.term;
        data.training().move(step.term, step.values);
        if (data.validates()) {
            double loss = data.validation().lossAfter(step.term, step.values, repeats);
            metric = data.objective().metricMultiplier() * loss / data.heldWeight();
            if (smooth ? stopper.noteSmoothing(metric) : stopper.note(metric)) keep();
        }
        if (steps % RESET_EVERY == 0) data.reset(scores);
    }

    private void keep() {
        bestStep = steps;
        for (int t = 0; t < kept.length; t++) {
            if (changed[t]) System.arraycopy(scores[t], 0, kept[t], 0, kept[t].length);
            changed[t] = false;
        }
    }

    /** Per term, the scores at the best step (the last without validation rows). */
    double[][] scores() {
        return data.validates() && bestStep > 0 ? kept : scores;
    }

    long steps() {
        return steps;
    }

    long bestStep() {
        return data.validates() && bestStep > 0 ? bestStep : steps;
    }

    double bestMetric() {
        return data.validates() && bestStep > 0 ? stopper.best() : Double.NaN;
    }
}
