package io.candor.fairness.slices;

import io.candor.core.CandorException;
import io.candor.core.data.Cohort;
import io.candor.core.data.Column;
import io.candor.core.data.Table;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Intervals;
import io.candor.fairness.Predictions;
import io.candor.fairness.slices.SliceReport.Found;
import io.candor.fairness.slices.internal.Conditions;
import io.candor.fairness.slices.internal.Distinct;
import io.candor.fairness.slices.internal.Family;
import io.candor.fairness.slices.internal.Metric;
import io.candor.fairness.slices.internal.Outcome;
import io.candor.fairness.slices.internal.Sweep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Looks for the slices of a table in which a metric is worst against the rest: every combination of up to three conditions on different columns. The worst of many looks
 * worse than it is, so what is told is either measured on the half of the rows that was not searched, or has p-values that count every slice searched.
 *
 * <p>Slices are ranked by how much worse they surely are: the difference less as many standard errors as Bonferroni's level over all slices asks (all rows: as the largest of
 * all statistics exceeds in one of twenty permutations). Ties by order of columns.
 */
public final class SliceSearch {
    private SliceSearch() {}

    /**
     * @param table one row for each prediction
     * @throws CandorException {@code CND-F071} if there is nothing to search, {@code CND-F072} for the metric, {@code CND-F073} if there is too much, {@code CND-F001} if numbers
     *     of rows differ
     */
    public static SliceReport of(
            SlicePlan plan, Table table, Predictions predictions, RandomStreams random, ForkJoinPool pool) {
        if (table.rows() != predictions.rows()) {
            throw CandorException.user(
                    "CND-F001",
                    table.rows() + " rows do not go with " + predictions.rows() + " predictions",
                    "one of each per row",
                    "give a table and predictions of the same rows");
        }
        Metric metric = Metric.of(plan, predictions);
        Outcome whole = metric.outcome();
        int[] order = random.stream("fairness.slices/half").permutation(whole.size());
        int[] half = Arrays.copyOf(order, plan.allRows() ? 0 : order.length / 2);
        Arrays.sort(half);
        Outcome searched = plan.allRows() ? whole : whole.select(half);
        int[] others = Arrays.copyOfRange(order, half.length, order.length);
        Arrays.sort(others);
        Map<String, String> leftOut = new LinkedHashMap<>();
        List<Conditions> columns = conditions(plan, table, searched.rows(), leftOut);
        Family family = Family.of(columns, searched.size(), plan.depth(), plan.minGroup());
        if (family.size() == 0) throw nothing(searched.size(), plan);
        Sweep sweep = new Sweep(family, searched);
        double[] observed = sweep.statistics();
        double[] p = new double[0];
        int replicates = 0;
        double margin = Intervals.z(2 * Intervals.ALPHA / Math.max(1, family.size()));
        if (plan.allRows()) {
            replicates = family.affordable(plan.replicates(), sweep.moved());
            Sweep.Tested tested = sweep.test(observed, replicates, random, pool);
            p = tested.p();
            margin = tested.critical();
        }
        double[] sure = sure(searched, sweep.sums(), margin);
        List<Distinct.Kept> kept =
                new Distinct(family, searched, plan.minGroup(), margin).of(ranked(sure, observed), plan.top());
        Outcome measured = plan.allRows() ? whole : whole.select(others);
        List<Found> found = new ArrayList<>();
        for (Distinct.Kept k : kept) {
            Cohort cohort = cohort(family, k.slice());
            double[] in = measured.sums(members(cohort, table, measured.rows()));
            double[] looked = searched.sums(k.rows());
            List<String> similar =
                    k.similar().stream().map(s -> cohort(family, s).text()).toList();
            found.add(found(metric, measured, searched, cohort, in, looked, kept.size(), sure[k.slice()], similar));
        }
        int significant = 0;
        for (double each : p) if (each <= Intervals.ALPHA) significant++;
        return new SliceReport(
                plan,
                metric.worse(),
                new SliceReport.Counts(
                        table.rows(),
                        whole.size(),
                        searched.size(),
                        measured.size(),
                        family.size(),
                        significant,
                        replicates),
                metric.estimates().of(measured.total()),
                columns.stream().map(Conditions::column).toList(),
                leftOut,
                adjusted(plan, found, kept, p));
    }

    private static List<Conditions> conditions(SlicePlan plan, Table table, int[] rows, Map<String, String> leftOut) {
        List<Conditions> columns = new ArrayList<>();
        for (String name : plan.columns()) {
            Column column = table.column(name);
            String unfit = Conditions.unfit(column);
            if (unfit == null) {
                Conditions own = Conditions.of(column, rows, plan.cuts().get(name), plan.minGroup());
                if (own.conditions().isEmpty()) unfit = "no value, and no range, has " + plan.minGroup() + " rows";
                else columns.add(own);
            }
            if (unfit != null) leftOut.put(name, unfit);
        }
        return columns;
    }

    private static CandorException nothing(int rows, SlicePlan plan) {
        return CandorException.user(
                "CND-F071",
                "no slice of these columns holds " + plan.minGroup() + " rows and leaves as many outside, of the "
                        + rows + " rows searched",
                "columns with values that enough rows have",
                "name other columns, a smaller least number of rows, or search all rows");
    }

    /** By what each slice is surely worse. */
    private static double[] sure(Outcome outcome, double[] sums, double margin) {
        int w = outcome.width();
        double[] total = outcome.total();
        double[] sure = new double[sums.length / w];
        for (int s = 0; s < sure.length; s++) {
            double[] in = Arrays.copyOfRange(sums, s * w, (s + 1) * w);
            double[] rest = new double[w];
            for (int k = 0; k < w; k++) rest[k] = total[k] - in[k];
            double d = outcome.sign() * outcome.contrast().difference(in, rest);
            double least = d - margin * StrictMath.sqrt(outcome.contrast().variance(in, rest));
            sure[s] = Double.isNaN(least) ? Double.NEGATIVE_INFINITY : least;
        }
        return sure;
    }

    /** Only slices that are worse at all. */
    private static int[] ranked(double[] sure, double[] observed) {
        return IntStream.range(0, sure.length)
                .filter(s -> observed[s] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer s) -> -sure[s]).thenComparing(s -> s))
                .mapToInt(s -> s)
                .toArray();
    }

    private static Cohort cohort(Family family, int slice) {
        return new Cohort("slice", family.conditions(slice));
    }

    private static BitSet members(Cohort cohort, Table table, int[] rows) {
        BitSet all = new BitSet(table.rows());
        for (int row : cohort.rows(table)) all.set(row);
        BitSet mine = new BitSet(rows.length);
        for (int i = 0; i < rows.length; i++) if (all.get(rows[i])) mine.set(i);
        return mine;
    }

    private static Found found(
            Metric metric,
            Outcome measured,
            Outcome searched,
            Cohort cohort,
            double[] in,
            double[] looked,
            int told,
            double sure,
            List<String> similar) {
        double[] rest = minus(measured.total(), in);
        double lookedLike = value(metric, looked) - value(metric, minus(searched.total(), looked));
        return new Found(
                cohort,
                metric.estimates().of(in),
                metric.estimates().of(rest),
                metric.estimates().difference(in, rest, Intervals.ALPHA / told),
                metric.estimates().p(in, rest, measured.sign()),
                lookedLike,
                sure,
                similar);
    }

    private static double value(Metric metric, double[] sums) {
        return metric.estimates().of(sums).toJson().get("value") instanceof io.candor.core.json.Json.Num v
                ? v.value()
                : Double.NaN;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] rest = new double[a.length];
        for (int k = 0; k < rest.length; k++) rest[k] = a[k] - b[k];
        return rest;
    }

    /** Holm's adjustment over those told; of all rows, over all that were searched. */
    private static List<Found> adjusted(SlicePlan plan, List<Found> found, List<Distinct.Kept> kept, double[] p) {
        List<Found> adjusted = new ArrayList<>(found);
        if (plan.allRows()) {
            for (int i = 0; i < adjusted.size(); i++)
                adjusted.set(i, found.get(i).withP(p[kept.get(i).slice()]));
            return adjusted;
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, found.size()).boxed().toList());
        order.sort(Comparator.comparingDouble((Integer i) -> found.get(i).p()).thenComparing(i -> i));
        double last = 0;
        for (int r = 0; r < order.size(); r++) {
            Found own = found.get(order.get(r));
            last = Math.max(last, Math.min(1, own.p() * (order.size() - r)));
            adjusted.set(order.get(r), own.withP(last));
        }
        return adjusted;
    }
}
