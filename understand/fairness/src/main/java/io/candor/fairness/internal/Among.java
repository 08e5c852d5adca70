package io.candor.fairness.internal;

import java.util.Map;

/** Groups compared with each other, without a whole that they are part of. */
public final class Among {
    private static final Sample NO_WHOLE = NormalSample.tooFew(0, 0);

    private Among() {}

    /** Of this only differences and ratios may be asked. */
    public static Comparison groups(Map<String, Sample> groups) {
        return new Comparison(groups, NO_WHOLE, false);
    }
}
