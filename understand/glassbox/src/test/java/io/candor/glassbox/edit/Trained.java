package io.candor.glassbox.edit;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.EbmSettings;
import io.candor.glassbox.EbmTrainer;
import io.candor.glassbox.RowRoles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;

/** Two numbers and a category with missing values, and a model of them with two pairs. */
record Trained(Table table, double[] y, AdditiveModel model) {
    static Trained of(long seed, int rows, List<String> levels) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = new double[rows];
        double[] b = new double[rows];
        double[] y = new double[rows];
        List<String> c = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            a[i] = random.nextInt(12) == 0 ? Double.NaN : random.nextDouble(-2, 2);
            b[i] = random.nextDouble(-2, 2);
            c.add(levels.get(random.nextInt(levels.size())));
            double own = Double.isNaN(a[i]) ? 1 : a[i];
            y[i] = own * b[i] + b[i] + (c.get(i).equals("x") ? own : 0) + random.nextGaussian() / 5;
        }
        Table table = new Table(List.of(
                new NumericColumn("a", a), new NumericColumn("b", b), CategoricalColumn.of("c", new ArrayList<>(c))));
        EbmSettings settings = EbmSettings.interpret(Task.REGRESSION)
                .with(Map.of(
                        "outer_bags",
                        "3",
                        "max_rounds",
                        "60",
                        "smoothing_rounds",
                        "10",
                        "max_bins",
                        "30",
                        "interactions",
                        "a & b, a & c",
                        "max_interaction_bins",
                        "12",
                        "learning_rate",
                        "0.1"));
        ForkJoinPool pool = new ForkJoinPool(2);
        AdditiveModel model = new EbmTrainer(settings, pool)
                .train(
                        table,
                        new Target("y", Task.REGRESSION, y, List.of()),
                        RowRoles.NONE,
                        new RandomStreams(seed),
                        Progress.NONE,
                        Deadline.NEVER)
                .model();
        pool.shutdown();
        return new Trained(table, y, model);
    }

    double[] scores() {
        return model.score(table).values();
    }
}
