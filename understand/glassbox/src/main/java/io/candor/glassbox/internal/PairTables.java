package io.candor.glassbox.internal;

import io.candor.core.model.Bins;
import java.util.Arrays;
import java.util.List;

/** Tables of derivatives over the cells of pairs, for the rows of one bag. Not thread-safe. */
final class PairTables {
    private final List<Feature> features;
    private final int[][] codes; // of the bag's rows, read once per feature
    private final int[] rows;

    PairTables(List<Feature> features, int[] rows) {
        this.features = features;
        this.rows = rows;
        this.codes = new int[features.size()][];
    }

    double strength(LeafRule rule, int[] pair, double[] g, double[] h) {
        int[] a = codes(pair[0]);
        int[] b = codes(pair[1]);
        List<Bins> bins = List.of(
                features.get(pair[0]).pair().bins(),
                features.get(pair[1]).pair().bins());
        int stride = bins.get(1).count();
        int cells = bins.get(0).count() * stride;
        double[] gradients = new double[cells];
        double[] hessians = new double[cells];
        int[] samples = new int[cells];
        for (int i = 0; i < rows.length; i++) {
            int cell = a[i] * stride + b[i];
            gradients[cell] += g[i];
            hessians[cell] += h[i];
            samples[cell]++;
        }
        return PairStrength.of(rule, bins, samples, gradients, hessians);
    }

    private int[] codes(int feature) {
        if (codes[feature] == null) {
            Codes all = features.get(feature).pair().codes();
            codes[feature] = Arrays.stream(rows).map(all::get).toArray();
        }
        return codes[feature];
    }
}
