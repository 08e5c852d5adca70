package io.candor.glassbox.internal;

import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Input;
import io.candor.core.model.Target;
import io.candor.core.model.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one model of all bags. Per bag, each term is centred by its weighted mean, which moves to the intercept; bins
 * without weight that stand for missing or unseen get 0. Scores are means over bags, deviations standard deviations, both
 * weighted by the bags' training weights. At last the intercept is corrected once on all rows.
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record Assembly(Objective objective, List<Feature> features, Target target, double @Nullable [] weights) {

    public AdditiveModel assemble(List<BagResult> bags) {
        int rows = target.values().length;
        double total = 0;
        double intercept = 0;
        for (BagResult bag : bags) {
            total += bag.weight();
            intercept += bag.weight() * bag.intercept();
        }
        intercept /= total;
        List<Term> terms = new ArrayList<>();
        double[] fitted = new double[rows];
        for (int f = 0; f < features.size(); f++) {
            Feature feature = features.get(f);
            double[] perBin = feature.weightPerBin(rows, weights);
            double[][] centred = new double[bags.size()][];
            double shift = 0;
            for (int k = 0; k < centred.length; k++) {
                centred[k] = bags.get(k).scores()[f].clone();
                shift += bags.get(k).weight() * centre(centred[k], perBin);
            }
            intercept += shift / total;
            Term term = average(f, feature, bags, centred, perBin, total);
            feature.codes().add(fitted, 0, rows, term.scores());
            terms.add(term);
        }
        for (int i = 0; i < rows; i++) fitted[i] += intercept;
        intercept += objective.correction(fitted, target.values(), weights);
        List<Input> inputs = features.stream().map(Feature::input).toList();
        return new AdditiveModel(
                target.task(),
                target.name(),
                inputs,
                target.classes(),
                objective.link(),
                1,
                new double[] {intercept},
                terms);
    }

    /** Subtracts the weighted mean and returns it. */
    private static double centre(double[] scores, double[] perBin) {
        double sum = 0;
        double weight = 0;
        for (int b = 0; b < scores.length; b++) {
            sum += perBin[b] * scores[b];
            weight += perBin[b];
        }
        double mean = sum / weight;
        for (int b = 0; b < scores.length; b++) scores[b] -= mean;
        if (perBin[0] == 0) scores[0] = 0;
        scores[scores.length - 1] = 0; // no training row is unseen
        return mean;
    }

    private static Term average(
            int f, Feature feature, List<BagResult> bags, double[][] scores, double[] perBin, double total) {
        double[] mean = new double[perBin.length];
        double[] deviation = new double[perBin.length];
        for (int b = 0; b < mean.length; b++) {
            for (int k = 0; k < scores.length; k++) mean[b] += bags.get(k).weight() * scores[k][b];
            mean[b] /= total;
            double squares = 0;
            for (int k = 0; k < scores.length; k++) {
                double d = scores[k][b] - mean[b];
                squares += bags.get(k).weight() * d * d;
            }
            deviation[b] = Math.sqrt(squares / total); // correctly rounded on every platform
        }
        return new Term(new int[] {f}, List.of(feature.bins()), mean, deviation, perBin);
    }

    /** Bags that never made a step because time ran out say nothing; they count only if there are no others. */
    public static List<BagResult> speaking(List<BagResult> bags) {
        List<BagResult> speaking =
                bags.stream().filter(b -> b.record().steps() > 0).toList();
        return speaking.isEmpty() ? bags : speaking;
    }
}
