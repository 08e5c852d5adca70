package io.candor.fairness.reduction;

import io.candor.core.json.Json;

/** What each outcome of a decision is worth: a mean of these is a rate where they are 0 or 1. */
public record Utilities(double tp, double fp, double tn, double fn) {
    /** Being selected. */
    public static final Utilities SELECTED = new Utilities(1, 1, 0, 0);
    /** Not being selected. */
    public static final Utilities REJECTED = new Utilities(0, 0, 1, 1);
    /** A mistake. */
    public static final Utilities WRONG = new Utilities(0, 1, 0, 1);
    /** No mistake. */
    public static final Utilities RIGHT = new Utilities(1, 0, 1, 0);

    public Utilities {
        if (!Double.isFinite(tp) || !Double.isFinite(fp) || !Double.isFinite(tn) || !Double.isFinite(fn)) {
            throw new IllegalArgumentException("utilities are finite");
        }
    }

    /** Worth of a row whose label is as given under a chance of a positive decision. */
    double of(double label, double chance) {
        return label == 1 ? fn + (tp - fn) * chance : tn + (fp - tn) * chance;
    }

    Json.Obj toJson() {
        return Json.object()
                .put("tp", tp)
                .put("fp", fp)
                .put("tn", tn)
                .put("fn", fn)
                .build();
    }
}
