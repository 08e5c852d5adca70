package io.candor.glassbox;

import io.candor.core.model.Target;
import io.candor.core.model.Task;
import org.jspecify.annotations.Nullable;

/** Row weights with the weights of classes in them. */
final class ClassWeights {
    private ClassWeights() {}

    /** Balanced: the rows of every class weigh the same together, all rows as much as before; numbers have no classes. */
    static double @Nullable [] of(EbmSettings.ClassWeight way, Target target, double @Nullable [] weights) {
        if (way == EbmSettings.ClassWeight.NONE || target.task() == Task.REGRESSION) return weights;
        double[] perClass = new double[target.classes().size()];
        double all = 0;
        int rows = target.values().length;
        for (int i = 0; i < rows; i++) {
            double w = weights == null ? 1 : weights[i];
            perClass[(int) target.values()[i]] += w;
            all += w;
        }
        int present = 0;
        for (double w : perClass) if (w > 0) present++;
        double[] balanced = new double[rows];
        for (int i = 0; i < rows; i++) {
            double w = weights == null ? 1 : weights[i];
            balanced[i] = w * all / (present * perClass[(int) target.values()[i]]);
        }
        return balanced;
    }
}
