package io.candor.core.model;

/** How additive scores become a prediction. */
public enum Link {
    /** The score is the prediction. */
    IDENTITY,
    /** The score is a log-odds. */
    LOGIT {
        @Override
        public double inverse(double score) {
            return 1 / (1 + StrictMath.exp(-score));
        }
    },
    /** The score is the natural logarithm of the prediction. */
    LOG {
        @Override
        public double inverse(double score) {
            return StrictMath.exp(score);
        }
    },
    /** Scores, one per class, are logarithms of probabilities up to a common shift. */
    SOFTMAX {
        @Override
        public double inverse(double score) {
            throw new UnsupportedOperationException("softmax needs the scores of all classes");
        }

        @Override
        public void invert(double[] scores, int from, int outputs) {
            double most = Double.NEGATIVE_INFINITY;
            for (int k = from; k < from + outputs; k++) most = Math.max(most, scores[k]);
            double total = 0;
            for (int k = from; k < from + outputs; k++) {
                scores[k] = StrictMath.exp(scores[k] - most);
                total += scores[k];
            }
            for (int k = from; k < from + outputs; k++) scores[k] /= total;
        }
    };

    /** Score to prediction, where one output does not depend on the others. */
    public double inverse(double score) {
        return score;
    }

    /** Scores to predictions of one row, in place: {@code outputs} numbers starting at {@code from}. */
    public void invert(double[] scores, int from, int outputs) {
        for (int k = from; k < from + outputs; k++) scores[k] = inverse(scores[k]);
    }

    /** What scores are before the link. */
    public Scores.Scale additiveScale() {
        return switch (this) {
            case IDENTITY -> Scores.Scale.VALUE;
            case LOG -> Scores.Scale.LOG_VALUE;
            case LOGIT, SOFTMAX -> Scores.Scale.LOG_ODDS;
        };
    }

    /** What predictions are. */
    public Scores.Scale scale() {
        return this == LOGIT || this == SOFTMAX ? Scores.Scale.PROBABILITY : Scores.Scale.VALUE;
    }

    /** The stored name: lower case. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
