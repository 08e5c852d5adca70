package io.candor.fairness.reduction;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import java.util.OptionalDouble;

/**
 * Settings of {@link ExponentiatedGradient}.
 *
 * @param eps its inverse B is the most that multipliers may add up to: how dear it is to miss a bound
 * @param maxIterations 1 or more
 * @param nu the gap at which to stop; empty for half the standard error of the first model's mistakes
 * @param rate of learning: the first step is this over B
 * @param linearProgram whether to look for the best mixture of the pool by a linear program, too
 * @param reference whether to do as the reference implementation does: no warm starts, and no end when there is no mistake to learn from
 */
public record GradientSettings(
        double eps, int maxIterations, OptionalDouble nu, double rate, boolean linearProgram, boolean reference) {
    public static final GradientSettings DEFAULT =
            new GradientSettings(0.01, 50, OptionalDouble.empty(), 2, true, false);

    /** @throws CandorException {@code CND-F038} for a setting out of its range */
    public GradientSettings {
        check("eps", eps, eps > 0 && Double.isFinite(1 / eps));
        check("max iterations", maxIterations, maxIterations >= 1);
        check("rate", rate, rate > 0 && rate <= Double.MAX_VALUE);
        double gap = nu.orElse(0);
        check("nu", gap, gap >= 0);
    }

    public GradientSettings eps(double value) {
        return new GradientSettings(value, maxIterations, nu, rate, linearProgram, reference);
    }

    public GradientSettings maxIterations(int value) {
        return new GradientSettings(eps, value, nu, rate, linearProgram, reference);
    }

    public GradientSettings nu(double value) {
        return new GradientSettings(eps, maxIterations, OptionalDouble.of(value), rate, linearProgram, reference);
    }

    public GradientSettings asReference() {
        return new GradientSettings(eps, maxIterations, nu, rate, linearProgram, true);
    }

    static void check(String name, double value, boolean fits) {
        if (fits) return;
        throw CandorException.user(
                "CND-F038",
                "the setting " + name + " can't be " + value,
                "a number in its range, above 0",
                "leave it at its default");
    }

    Json.Obj toJson() {
        Json.Builder json = Json.object().put("eps", eps).put("max_iterations", maxIterations);
        if (nu.isPresent()) json.put("nu", nu.getAsDouble());
        return json.put("rate", rate)
                .put("linear_program", linearProgram)
                .put("reference", reference)
                .build();
    }
}
