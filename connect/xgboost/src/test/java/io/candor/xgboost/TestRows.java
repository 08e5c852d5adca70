package io.candor.xgboost;

import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import java.util.List;
import java.util.stream.IntStream;

/** Made-up rows: two numbers, a category of 70 levels, a boolean; cells are missing. */
public record TestRows(Table inputs, double[] signal) {
    public static TestRows of(int n, long seed) {
        RandomStream random = new RandomStreams(seed).stream("rows");
        double[] a = new double[n];
        double[] b = new double[n];
        int[] town = new int[n];
        byte[] flag = new byte[n];
        double[] signal = new double[n];
        for (int i = 0; i < n; i++) {
            a[i] = random.nextInt(10) == 0 ? Double.NaN : random.nextDouble();
            b[i] = random.nextDouble() * 100;
            town[i] = random.nextInt(12) == 0 ? -1 : random.nextInt(70);
            flag[i] = (byte) (random.nextInt(3) - 1);
            signal[i] = (a[i] > 0.5 ? 1 : 0) - b[i] / 100 + (town[i] % 7 == 3 ? 1.5 : 0) + random.nextDouble() - 0.7;
        }
        List<String> levels = IntStream.range(0, 70).mapToObj(l -> "t" + l).toList();
        return new TestRows(
                new Table(List.of(
                        new NumericColumn("a", a),
                        new NumericColumn("b", b),
                        new CategoricalColumn("town", town, levels),
                        new BooleanColumn("flag", flag))),
                signal);
    }

    public Target target(Task task) {
        double[] y = signal.clone();
        for (int i = 0; i < y.length; i++) {
            if (task == Task.BINARY) y[i] = y[i] > 0 ? 1 : 0;
            if (task == Task.MULTICLASS) y[i] = y[i] > 0.5 ? 2 : y[i] > -0.2 ? 1 : 0;
        }
        List<String> classes = task == Task.REGRESSION
                ? List.of()
                : task == Task.BINARY ? List.of("no", "yes") : List.of("low", "middle", "high");
        return new Target("y", task, y, classes);
    }
}
