package io.candor.glassbox.internal;

import io.candor.core.model.Bag;
import io.candor.core.model.Bins;
import io.candor.core.model.Term;
import java.util.List;

/** Mean and spread of bags, weighted by their training rows. */
public final class BagAverage {
    private BagAverage() {}

    /** The term at one position of every bag. */
    public static Term term(int[] inputs, List<Bins> bins, double[] weights, int at, List<Bag> bags) {
        double total = 0;
        for (Bag bag : bags) total += bag.weight();
        double[] mean = new double[bags.get(0).scores().get(at).length];
        double[] deviations = new double[mean.length];
        for (int c = 0; c < mean.length; c++) {
            for (Bag bag : bags) mean[c] += bag.weight() * bag.scores().get(at)[c];
            mean[c] /= total;
            double squares = 0;
            for (Bag bag : bags) {
                double d = bag.scores().get(at)[c] - mean[c];
                squares += bag.weight() * d * d;
            }
            deviations[c] = Math.sqrt(squares / total); // correctly rounded on every platform
        }
        return new Term(inputs, bins, mean, deviations, weights);
    }
}
