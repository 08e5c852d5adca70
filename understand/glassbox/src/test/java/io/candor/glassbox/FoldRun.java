package io.candor.glassbox;

import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;

/**
 * Trains and tests on folds: {@code FoldRun FILE LABEL FOLDS THREADS [key=value ...]}, where FOLDS is like {@code 0,1,2}.
 * Prints AUC and log loss, or RMSE, and seconds.
 */
final class FoldRun {
    private FoldRun() {}

    public static void main(String[] args) throws IOException {
        TestData data = TestData.read(Path.of(args[0]), args[1]);
        Map<String, String> changes = new HashMap<>();
        for (String change : Arrays.asList(args).subList(4, args.length)) {
            changes.put(change.substring(0, change.indexOf('=')), change.substring(change.indexOf('=') + 1));
        }
        Task task = data.target().task();
        EbmSettings settings = EbmSettings.defaults(task).with(changes);
        ForkJoinPool pool = new ForkJoinPool(Integer.parseInt(args[3]));
        double total = 0;
        String[] folds = args[2].split(",");
        for (String fold : folds) {
            TestData train = data.fold(Integer.parseInt(fold), false);
            TestData test = data.fold(Integer.parseInt(fold), true);
            long start = System.nanoTime();
            EbmFit fit = new EbmTrainer(settings, pool)
                    .train(train.inputs(), train.target(), null, new RandomStreams(42), Progress.NONE, Deadline.NEVER);
            double seconds = (System.nanoTime() - start) / 1e9;
            long steps = fit.bags().stream().mapToLong(BagRecord::steps).sum();
            double metric = task == Task.BINARY ? auc(fit.model(), test) : rmse(fit.model(), test);
            total += metric;
            System.out.printf(
                    "fold %s: %s %.5f, log loss %.5f, %.2f s, %d steps, %.1f us a step and thread%n",
                    fold,
                    task == Task.BINARY ? "AUC" : "RMSE",
                    metric,
                    task == Task.BINARY ? logLoss(fit.model(), test) : Double.NaN,
                    seconds,
                    steps,
                    seconds * 1e6 * pool.getParallelism() / steps);
        }
        System.out.printf("mean %.5f%n", total / folds.length);
    }

    static double auc(AdditiveModel model, TestData test) {
        Scores scores = model.score(test.inputs());
        Target target = test.target();
        Integer[] order = new Integer[scores.rows()];
        for (int i = 0; i < order.length; i++) order[i] = i;
        Arrays.sort(order, (a, b) -> Double.compare(scores.get(a, 0), scores.get(b, 0)));
        double wins = 0;
        double below = 0;
        double positives = 0;
        for (int i = 0; i < order.length; ) {
            int j = i;
            double tiedNegatives = 0;
            double tiedPositives = 0;
            for (; j < order.length && scores.get(order[j], 0) == scores.get(order[i], 0); j++) {
                if (target.values()[order[j]] == 1) tiedPositives++;
                else tiedNegatives++;
            }
            wins += tiedPositives * (below + tiedNegatives / 2);
            below += tiedNegatives;
            positives += tiedPositives;
            i = j;
        }
        return wins / (positives * below);
    }

    static double logLoss(AdditiveModel model, TestData test) {
        Scores scores = model.score(test.inputs());
        double loss = 0;
        for (int i = 0; i < scores.rows(); i++) {
            double p = scores.get(i, 0);
            loss -= Math.log(test.target().values()[i] == 1 ? p : 1 - p);
        }
        return loss / scores.rows();
    }

    static double rmse(AdditiveModel model, TestData test) {
        Scores scores = model.score(test.inputs());
        double squares = 0;
        for (int i = 0; i < scores.rows(); i++) {
            double d = scores.get(i, 0) - test.target().values()[i];
            squares += d * d;
        }
        return Math.sqrt(squares / scores.rows());
    }
}
