package io.candor.fairness.compare.internal;

import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.Figures;
import io.candor.fairness.resampling.internal.CellMetric;
import io.candor.fairness.resampling.internal.Design;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Figures of several models over the same resamples of the rows. Decisions only are counted; figures of scores and of numbers are not drawn.
 * Memory: one number per model, figure and draw, and one per model and pattern of rows.
 */
public final class PairedDraws {
    private final Design design;
    private final Patterns patterns;
    private final List<int[]> groups = new ArrayList<>(); // per feature, of the patterns
    private final List<int[]> cellsOf = new ArrayList<>(); // per model, of the patterns
    private final int cells;
    private final List<CellMetric> metrics;

    /** Models of which predictions of two or more classes are known, on the same rows. */
    public record Model(Json.Obj assessment, Predictions predictions) {}

    /** @param models at least one, of one task */
    public PairedDraws(FairnessPlan plan, Table table, List<Model> models) {
        design = Design.of(plan, table);
        Predictions one = models.get(0).predictions();
        int classes = CellMetric.classes(one);
        cells = classes * classes;
        metrics = CellMetric.of(plan, one);
        List<int[]> codes = new ArrayList<>();
        for (Design.Feature feature : design.features())
            codes.add(feature.grouping().codes());
        List<int[]> decided = new ArrayList<>();
        for (Model model : models) {
            int[] own = new int[table.rows()];
            for (int i = 0; i < own.length; i++) own[i] = CellMetric.cell(model.predictions(), i);
            decided.add(own);
        }
        List<int[]> all = new ArrayList<>(codes);
        all.addAll(decided);
        patterns = Patterns.of(table.rows(), all);
        for (int[] column : codes) groups.add(patterns.select(column));
        for (int[] column : decided) cellsOf.add(patterns.select(column));
    }

    /** What is drawn of a model. */
    private record Target(int feature, Optional<DrawnFigure> figure, boolean[][] left) {}

    /**
     * Draws.
     *
     * @param disparities of every feature, in order
     * @return per model, per figure (the performance, then feature by feature the disparities), per draw; NaN of what does not exist or is not drawn
     */
    public double[][][] draw(
            List<Model> models,
            String performance,
            List<List<String>> disparities,
            int draws,
            RandomStreams random,
            ForkJoinPool pool) {
        Optional<CellMetric> overall =
                metrics.stream().filter(m -> m.name().equals(performance)).findFirst();
        List<List<Target>> targets = new ArrayList<>();
        for (Model model : models) {
            List<Target> own = new ArrayList<>();
            for (int f = 0; f < disparities.size(); f++)
                for (String name : disparities.get(f)) own.add(target(model, f, name));
            targets.add(own);
        }
        int figures = 1 + targets.get(0).size();
        double[][][] values = new double[models.size()][figures][draws];
        for (double[][] own : values) for (double[] figure : own) Arrays.fill(figure, Double.NaN);
        pool.submit(() -> IntStream.range(0, draws).parallel().forEach(b -> {
                    long[] times = patterns.draw(random.stream("fairness.comparison", b));
                    for (int m = 0; m < models.size(); m++) {
                        List<double[]> counts = new ArrayList<>();
                        for (int f = 0; f < design.features().size(); f++) counts.add(counts(times, m, f));
                        double[] whole = whole(counts.get(0));
                        if (overall.isPresent()) values[m][0][b] = overall.get().value(whole, 0);
                        for (int k = 1; k < figures; k++) {
                            Target target = targets.get(m).get(k - 1);
                            if (target.figure().isEmpty()) continue;
                            values[m][k][b] = target.figure()
                                    .get()
                                    .value(
                                            counts.get(target.feature()),
                                            design.features()
                                                    .get(target.feature())
                                                    .grouping()
                                                    .unknown(),
                                            cells,
                                            whole,
                                            target.left());
                        }
                    }
                }))
                .join();
        return values;
    }

    private Target target(Model model, int f, String name) {
        Optional<DrawnFigure> figure = DrawnFigure.of(name, metrics);
        Design.Feature feature = design.features().get(f);
        Json.Obj groups = Figures.stratum(model.assessment(), feature.name()).object("groups");
        List<String> labels = feature.grouping().labels();
        int parts = figure.map(d -> d.parts().size()).orElse(0);
        boolean[][] left = new boolean[parts][labels.size()];
        for (int k = 0; k < parts; k++) {
            String metric = figure.orElseThrow().parts().get(k).metric().name();
            for (int g = 0; g < labels.size(); g++)
                left[k][g] = !(groups.get(labels.get(g)) instanceof Json.Obj group)
                        || Double.isNaN(Figures.value(Figures.metric(group, metric)));
        }
        return new Target(f, figure, left);
    }

    private double[] counts(long[] times, int model, int feature) {
        int[] group = groups.get(feature);
        int[] cell = cellsOf.get(model);
        double[] counts = new double[design.features().get(feature).groups() * cells];
        for (int p = 0; p < times.length; p++) counts[group[p] * cells + cell[p]] += times[p];
        return counts;
    }

    private double[] whole(double[] counts) {
        double[] whole = new double[cells];
        for (int c = 0; c < counts.length; c++) whole[c % cells] += counts[c];
        return whole;
    }
}
