package io.candor.evaluation.search;

import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.evaluation.Losses;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well one fold's test rows were predicted; every row counts by its weight.
 *
 * @param loss mean log loss, or root mean square error of a number
 * @param auc area under the ROC curve (of several classes the mean over those that occur, each against the rest); NaN for a
 *     number or where one class only occurs
 * @param accuracy share of right decisions; NaN for a number
 */
public record FoldScore(double loss, double auc, double accuracy) {

    /**
     * @param scores probabilities or values, one row per label
     * @param weights one per row
     * @param threshold of two classes, from which the second is decided
     */
    public static FoldScore of(Target target, Scores scores, double[] weights, double threshold) {
        double[] y = target.values();
        int outputs = scores.outputs();
        double total = 0;
        double loss = 0;
        double right = 0;
        int[] decided = target.task() == Task.MULTICLASS ? scores.mostProbable() : new int[y.length];
        for (int i = 0; i < y.length; i++) {
            double w = weights[i];
            total += w;
            switch (target.task()) {
                case REGRESSION -> {
                    double error = scores.get(i, 0) - y[i];
                    loss += w * error * error;
                }
                case BINARY -> {
                    loss += w * Losses.log((int) y[i], scores.get(i, 0));
                    decided[i] = scores.get(i, 0) >= threshold ? 1 : 0;
                }
                case MULTICLASS -> loss += w * Losses.log(1, scores.get(i, (int) y[i]));
            }
            if (decided[i] == (int) y[i]) right += w;
        }
        if (target.task() == Task.REGRESSION) {
            return new FoldScore(StrictMath.sqrt(loss / total), Double.NaN, Double.NaN);
        }
        double areas = 0;
        int defined = 0;
        for (int k = outputs == 1 ? 1 : 0; k < (outputs == 1 ? 2 : outputs); k++) {
            double area = area(y, k, scores, outputs == 1 ? 0 : k, weights);
            if (Double.isNaN(area)) continue;
            areas += area;
            defined++;
        }
        return new FoldScore(loss / total, defined == 0 ? Double.NaN : areas / defined, right / total);
    }

    /** The weight of pairs in which the class has the higher score, ties half, over the weight of all pairs. */
    private static double area(double[] y, int of, Scores scores, int output, double[] weights) {
        Integer[] order = IntStream.range(0, y.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> scores.get(i, output)));
        double below = 0; // weight of the others with a lower score
        double own = 0;
        double sum = 0;
        for (int from = 0; from < order.length; ) {
            double score = scores.get(order[from], output);
            double others = 0;
            double mine = 0;
            int to = from;
            for (; to < order.length && scores.get(order[to], output) == score; to++) {
                if ((int) y[order[to]] == of) mine += weights[order[to]];
                else others += weights[order[to]];
            }
            sum += mine * (below + others / 2);
            below += others;
            own += mine;
            from = Math.max(to, from + 1);
        }
        return own == 0 || below == 0 ? Double.NaN : sum / (own * below);
    }
}
