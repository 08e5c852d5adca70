package io.candor.core.model;

/** How an additive score becomes a prediction. */
public enum Link {
    /** The score is the prediction. */
    IDENTITY {
        @Override
        public double inverse(double score) {
            return score;
        }
    },
    /** The score is a log-odds. */
    LOGIT {
        @Override
        public double inverse(double score) {
            return 1 / (1 + StrictMath.exp(-score));
        }
    };

    /** Score to prediction. */
    public abstract double inverse(double score);

    /** The stored name: lower case. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
