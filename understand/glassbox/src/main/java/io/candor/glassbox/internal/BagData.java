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
    private final Objective.TrainingRows training;
    private final Objective.ValidationRows validation;
    private final int trainingRows;
    private final int validationRows;
    private final double weight;
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
            int[] count = new int[feature.bins().count()];
            for (int i = 0; i < train.length; i++) count[trainingCodes[f].get(i)]++;
            samples[f] = count;
        }
        double[] y = target.select(train).values();
        double[] w = weights == null ? null : pick(weights, train);
        double total = train.length;
        if (w != null) {
            total = 0;
            for (double v : w) total += v;
        }
        this.weight = total;
        this.intercept = objective.intercept(y, w);
        this.training = objective.training(y, w, intercept);
        this.validation = objective.validation(
                target.select(held).values(), weights == null ? null : pick(weights, held), intercept);
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

    private static double[] pick(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) picked[i] = values[rows[i]];
        return picked;
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

    Codes trainingCodes(int term) {
        return trainingCodes[term];
    }

    Codes validationCodes(int term) {
        return validationCodes[term];
    }

    Objective.TrainingRows training() {
        return training;
    }

    Objective.ValidationRows validation() {
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

    double intercept() {
        return intercept;
    }
}
