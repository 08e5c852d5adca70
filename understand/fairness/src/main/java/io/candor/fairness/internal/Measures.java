package io.candor.fairness.internal;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.fairness.Cell;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All metrics of a plan over some predictions; those of one column of weights are taken in one pass. Comparisons are for one thread. */
public final class Measures {
    private final Predictions predictions;
    private final List<String> names;
    private final List<Pass> passes;
    private final PairLevels levels = new PairLevels();

    /** Metrics whose rows have the same weights. */
    private record Pass(double @Nullable [] weights, List<Measure> measures) {}

    private Measures(Predictions predictions, List<String> names, List<Pass> passes) {
        this.predictions = predictions;
        this.names = names;
        this.passes = passes;
    }

    public static Measures of(FairnessPlan plan, Table table, Predictions predictions) {
        List<String> names = Measure.of(predictions, plan.metrics(), null).stream()
                .map(Measure::name)
                .toList();
        for (String metric : plan.weights().keySet()) {
            if (metric.isEmpty() || names.contains(metric)) continue;
            throw CandorException.user(
                    "CND-F017",
                    "weights are given for '" + metric + "', which is no metric here",
                    "one of the metrics of these predictions",
                    Suggestions.remedy(metric, names));
        }
        String common = plan.weights().getOrDefault("", "");
        Set<String> columns = new LinkedHashSet<>();
        for (String name : names) columns.add(plan.weights().getOrDefault(name, common));
        List<Pass> passes = new ArrayList<>();
        for (String column : columns) {
            double[] weights = column.isEmpty() ? null : Weights.of(table, column);
            List<Measure> own = Measure.of(predictions, plan.metrics(), weights).stream()
                    .filter(m -> plan.weights().getOrDefault(m.name(), common).equals(column))
                    .toList();
            passes.add(new Pass(weights, own));
        }
        return new Measures(predictions, names, passes);
    }

    /** Names of the metrics, in the order of the evidence contract. */
    public List<String> names() {
        return names;
    }

    /** A set of rows with every metric taken once. */
    public record Taken(int[] rows, long positives, Map<String, Sample> samples) {
        public Sample sample(String metric) {
            return Objects.requireNonNull(samples.get(metric));
        }

        public Map<String, Estimate> estimates() {
            Map<String, Estimate> estimates = new LinkedHashMap<>();
            samples.forEach((name, sample) -> estimates.put(name, sample.estimate()));
            return Collections.unmodifiableMap(estimates);
        }

        /** Where metrics with less rows behind them are undefined. */
        public Taken supported(int least) {
            if (least == 0) return this;
            Map<String, Sample> enough = new LinkedHashMap<>();
            samples.forEach((name, sample) ->
                    enough.put(name, sample.n() < least && sample.defined() ? new TooFew(sample, least) : sample));
            return new Taken(rows, positives, enough);
        }
    }

    /** One metric across known groups. */
    public Comparison compare(Map<String, Sample> groups, Sample whole, boolean partition) {
        return new Comparison(groups, whole, partition, levels);
    }

    /** @param rows ascending */
    public Taken take(int[] rows) {
        Map<String, Sample> taken = new HashMap<>();
        long positives = 0;
        for (Pass pass : passes) {
            Cell cell = predictions.emptyCell();
            double[] weights = pass.weights();
            for (int row : rows) {
                if (weights == null) predictions.addTo(cell, row);
                else predictions.addTo(cell, row, weights[row]);
            }
            if (cell instanceof Cell.Binary b) positives = b.confusion().positives();
            Slice slice = new Slice(cell, rows);
            for (Measure m : pass.measures()) taken.put(m.name(), m.of().apply(slice));
        }
        Map<String, Sample> samples = new LinkedHashMap<>();
        for (String name : names) samples.put(name, Objects.requireNonNull(taken.get(name)));
        return new Taken(rows, positives, samples);
    }
}
