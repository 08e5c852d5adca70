package io.candor.glassbox.internal;

import io.candor.core.model.Target;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One bag's rows, laid out as the objective wants them: codes feature by feature, and the state of its rows. */
final class BagData {
    private final Objective objective;
    private final List<Feature> features;
    private final Codes[] trainingCodes;
    private final Codes[] validationCodes;
    private final int[][] samples;
    private final LazyRows training;
    private final LazyRows validation;
    private final int trainingRows;
    private final int validationRows;
    private final double weight;
    private final double heldWeight;
    private final double intercept;

    /** @param features those that have something to learn from */
    BagData(Objective objective, List<Feature> features, Target target, double @Nullable [] weights, OuterBag bag) {
        this.objective = objective;
        this.features = features;
        int[] train = objective.arrange(bag.training(), target.values());
        int[] held = objective.arrange(bag.validation(), target.values());
        this.trainingRows = train.length;
        this.validationRows = held.length;
        this.trainingCodes = new Codes[features.size()];
        this.validationCodes = new Codes[features.size()];
        this.samples = new int[features.size()][];
        for (int f = 0; f < trainingCodes.length; f++) {
            Feature feature = features.get(f);
            trainingCodes[f] = feature.codes().select(train);
            validationCodes[f] = feature.codes().select(held);
            samples[f] = count(trainingCodes[f], train.length, feature.bins().count());
            trainingCodes[f] = trainingCodes[f].packed(samples[f]);
            int[] heldSamples = count(validationCodes[f], held.length, samples[f].length);
            validationCodes[f] = validationCodes[f].packed(heldSamples);
        }
        double[] y = target.select(train).values();
        double[] w = weights == null ? null : pick(weights, train);
        double[] heldW = weights == null ? null : pick(weights, held);
        this.weight = total(w, train.length);
        this.heldWeight = total(heldW, held.length);
        this.intercept = objective.intercept(y, w);
        int[] bins = features.stream().mapToInt(f -> f.bins().count()).toArray();
        this.training = new LazyRows(objective, objective.rows(y, w, intercept), trainingCodes, bins);
        Rows heldRows = objective.rows(target.select(held).values(), heldW, intercept);
        this.validation = new LazyRows(objective, heldRows, validationCodes, bins);
    }

    /** Sets every row's score from the tables. */
    void reset(double[][] tables) {
        training.reset(scores(tables, trainingCodes, trainingRows));
        if (validates()) validation.reset(scores(tables, validationCodes, validationRows));
    }

    private double[] scores(double[][] tables, Codes[] codes, int rows) {
        double[] scores = new double[rows];
        Arrays.fill(scores, intercept);
        for (int f = 0; f < tables.length; f++) codes[f].add(scores, 0, rows, tables[f]);
        return scores;
    }

    private static int[] count(Codes codes, int rows, int bins) {
        int[] count = new int[bins];
        for (int i = 0; i < rows; i++) count[codes.get(i)]++;
        return count;
    }

    private static double[] pick(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) picked[i] = values[rows[i]];
        return picked;
    }

    private static double total(double @Nullable [] weights, int rows) {
        if (weights == null) return rows;
        double total = 0;
        for (double w : weights) total += w;
        return total;
    }

    Objective objective() {
        return objective;
    }

    int terms() {
        return trainingCodes.length;
    }

    boolean nominal(int term) {
        return features.get(term).nominal();
    }

    /** Training rows per bin; the array is the caller's to read. */
    int[] samplesPerBin(int term) {
        return samples[term];
    }

    LazyRows training() {
        return training;
    }

    LazyRows validation() {
        return validation;
    }

    boolean validates() {
        return validationRows > 0;
    }

    int trainingRows() {
        return trainingRows;
    }

    int validationRows() {
        return validationRows;
    }

    /** Total weight of the training rows. */
    double weight() {
        return weight;
    }

    /** Total weight of the rows that are held out. */
    double heldWeight() {
        return heldWeight;
    }

    double intercept() {
        return intercept;
    }
}
