package io.candor.glassbox.linear.internal;

import io.candor.core.model.LinearModel;
import io.candor.glassbox.internal.rows.InputColumn;
import io.candor.glassbox.internal.rows.TrainingRows;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From training rows to a linear model, for one λ. */
public record LinearFitting(TrainingRows rows, Design design, Family family) {
    /** What a step must move predictions by to count, as a share of the loss without effects. */
    private static final double FINE = 1e-15;

    /** How uncertainty is computed. */
    public enum Uncertain {
        /** Not at all. */
        NO,
        /** From the curvature. */
        CURVATURE,
        /** From curvature and scores. */
        SANDWICH
    }

    public static LinearFitting of(TrainingRows rows) {
        return new LinearFitting(rows, Design.of(rows), Family.of(rows));
    }

    /** Smallest λ that leaves nothing in the model. */
    public double largestLambda(double alpha) {
        return new PenalisedFit(design, family).largestLambda(alpha);
    }

    /** Maximum likelihood, without a penalty. */
    public LinearModel plain(@Nullable LinearModel warm, Uncertain uncertain) {
        ReducedDesign reduced = new ReducedDesign(rows, design);
        Newton newton = new Newton(reduced, family);
        if (warm != null) newton.start(reduced.parameters(Coefficients.of(design, start(warm))));
        newton.maximise();
        Coefficients found = reduced.coefficients(newton.parameters());
        Optional<LinearModel.Intervals> intervals = uncertain == Uncertain.NO
                ? Optional.empty()
                : Uncertainty.plain(newton, reduced, family, uncertain == Uncertain.SANDWICH);
        return model(found, intervals);
    }

    /**
     * With a penalty.
     *
     * @param path descending, ends with the λ that is wanted
     */
    public LinearModel penalised(double[] path, double alpha, @Nullable LinearModel warm, Uncertain uncertain) {
        PenalisedFit fit = new PenalisedFit(design, family);
        double alone = fit.loss();
        if (warm != null) fit.start(start(warm));
        for (int l = 0; l < path.length && alone > 0; l++) {
            boolean last = l == path.length - 1;
            if (last || warm == null) fit.fit(path[l], alpha, last ? FINE * alone : 1e-5 * alone);
        }
        return model(Coefficients.of(design, fit.coefficients()), uncertain);
    }

    /**
     * With a ridge penalty, by Newton's method.
     *
     * @param lambda above 0
     * @return null if there are too many columns or outputs for it, or λ is too small: then {@link #penalised} is the way
     */
    public @Nullable LinearModel ridge(double lambda, @Nullable LinearModel warm, Uncertain uncertain) {
        if (!RidgeNewton.fits(design, family)) return null;
        double[] beta = new RidgeNewton(design, family).fit(lambda, warm == null ? null : start(warm)[0]);
        return beta == null ? null : model(Coefficients.of(design, new double[][] {beta}), uncertain);
    }

    private LinearModel model(Coefficients found, Uncertain uncertain) {
        Optional<LinearModel.Intervals> intervals = uncertain == Uncertain.NO
                ? Optional.empty()
                : Uncertainty.debiased(new ReducedDesign(rows, design), family, found, uncertain == Uncertain.SANDWICH);
        return model(found, intervals);
    }

    private double[][] start(LinearModel warm) {
        return Coefficients.from(
                warm, design, rows.inputs().stream().map(InputColumn::input).toList());
    }

    private LinearModel model(Coefficients found, Optional<LinearModel.Intervals> intervals) {
        double[] intercept = new double[family.outputs()];
        List<LinearModel.Effect> effects = found.effects(rows, intercept);
        return new LinearModel(
                rows.target().task(),
                rows.target().name(),
                rows.inputs().stream().map(InputColumn::input).toList(),
                rows.target().classes(),
                family.link(),
                family.outputs(),
                intercept,
                effects,
                design.total(),
                intervals);
    }
}
