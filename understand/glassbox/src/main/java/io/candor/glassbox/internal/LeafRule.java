package io.candor.glassbox.internal;

import io.candor.glassbox.EbmSettings;

/**
 * The value and the gain of one leaf: with T the soft threshold by α, u = −T(G)/(H + λ) within ±max_delta_step, and the
 * partial gain T(G)²/(H + λ), in general u·(−2T(G) − u·(H + λ)).
 */
record LeafRule(double alpha, double lambda, double maxDelta, int minSamples, double minHessian) {
    static LeafRule of(EbmSettings s) {
        return new LeafRule(
                s.regAlpha(),
                s.regLambda(),
                s.maxDeltaStep() > 0 ? s.maxDeltaStep() : Double.POSITIVE_INFINITY,
                s.minSamplesLeaf(),
                Math.max(s.minHessian(), Double.MIN_NORMAL));
    }

    double value(double gradient, double hessian) {
        double curvature = hessian + lambda;
        if (curvature < Double.MIN_NORMAL) return 0;
        double u = -soft(gradient) / curvature;
        return Math.max(-maxDelta, Math.min(maxDelta, u));
    }

    double gain(double gradient, double hessian) {
        double curvature = hessian + lambda;
        if (curvature < Double.MIN_NORMAL) return 0;
        double t = soft(gradient);
        if (maxDelta == Double.POSITIVE_INFINITY) return t * t / curvature;
        double u = value(gradient, hessian);
        return u * (-2 * t - u * curvature);
    }

    boolean allows(long samples, double hessian) {
        return samples >= minSamples && hessian >= minHessian;
    }

    private double soft(double gradient) {
        if (alpha == 0) return gradient;
        return gradient > alpha ? gradient - alpha : gradient < -alpha ? gradient + alpha : 0;
    }
}
