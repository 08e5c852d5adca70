package io.candor.glassbox.internal;

import io.candor.core.CandorException;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.glassbox.EbmObjective;
import io.candor.glassbox.EbmObjective.Kind;
import java.util.Arrays;

/** Makes objectives of their names, where the target allows them. */
public final class Objectives {
    private Objectives() {}

    /** @throws CandorException {@code CND-G013} if the target is not one of the objective's */
    public static Objective of(EbmObjective chosen, Target target) {
        boolean numbers = target.task() == Task.REGRESSION;
        Kind kind = chosen.kind();
        if (kind == Kind.AUTO) kind = numbers ? Kind.RMSE : Kind.LOG_LOSS;
        if (numbers == (kind == Kind.LOG_LOSS)) {
            throw refuse(target, numbers ? "are numbers" : "are classes", kind);
        }
        double low = Arrays.stream(target.values()).min().orElse(0);
        if ((kind == Kind.POISSON_DEVIANCE || kind == Kind.TWEEDIE_DEVIANCE) && low < 0) {
            throw refuse(target, "go below 0", kind);
        }
        if (kind == Kind.GAMMA_DEVIANCE && low <= 0) throw refuse(target, "are not all above 0", kind);
        return switch (kind) {
            case RMSE, AUTO -> new SquaredError();
            case POISSON_DEVIANCE -> new Poisson();
            case GAMMA_DEVIANCE -> new Gamma();
            case TWEEDIE_DEVIANCE -> new Tweedie(chosen.parameter());
            case PSEUDO_HUBER -> new PseudoHuber(chosen.parameter(), spread(target.values()));
            case QUANTILE -> new Quantile(chosen.parameter(), spread(target.values()));
            case LOG_LOSS ->
                target.task() == Task.BINARY
                        ? new LogLoss()
                        : new Softmax(target.classes().size());
        };
    }

    /** Half the distance between the quartiles, or the standard deviation if that is 0, or 1. */
    private static double spread(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double quartiles =
                (sorted[(int) (0.75 * (sorted.length - 1))] - sorted[(int) (0.25 * (sorted.length - 1))]) / 2;
        if (quartiles > 0) return quartiles;
        double mean = 0;
        for (double v : values) mean += v / values.length;
        double squares = 0;
        for (double v : values) squares += (v - mean) * (v - mean) / values.length;
        return squares > 0 ? Math.sqrt(squares) : 1;
    }

    private static CandorException refuse(Target target, String what, Kind kind) {
        return CandorException.user(
                "CND-G013",
                "the values of '" + target.name() + "' " + what,
                "values that " + kind.name().toLowerCase(java.util.Locale.ROOT) + " can be taken of",
                "choose another objective, or leave it out");
    }
}
