package io.candor.io.internal.xgboost;

import io.candor.core.model.Link;

/**
 * What a model was trained for: how margins become predictions, and the base score a margin. The file has the base score on the
 * scale of predictions, except where XGBoost does not turn it, whatever the link: {@code binary:logitraw}.
 */
enum Objective {
    LOGISTIC(Link.LOGIT),
    RAW_LOGISTIC(Link.LOGIT),
    SOFTMAX(Link.SOFTMAX),
    LOG(Link.LOG),
    VALUE(Link.IDENTITY);

    final Link link;

    Objective(Link link) {
        this.link = link;
    }

    static Objective of(String name) {
        return switch (name) {
            case "binary:logistic", "reg:logistic" -> LOGISTIC;
            case "binary:logitraw" -> RAW_LOGISTIC;
            case "multi:softprob", "multi:softmax" -> SOFTMAX;
            case "count:poisson", "reg:gamma", "reg:tweedie" -> LOG;
            case "reg:squarederror",
                    "reg:linear",
                    "reg:squaredlogerror",
                    "reg:absoluteerror",
                    "reg:pseudohubererror",
                    "reg:quantileerror",
                    "reg:expectileerror" -> VALUE;
            default ->
                throw ModelReading.another(
                        "for the objective '" + (name.length() > 40 ? name.substring(0, 40) + "..." : name) + "'");
        };
    }

    /** In floats, as XGBoost counts. */
    float margin(float score) {
        float margin = switch (this) {
            case LOGISTIC -> -(float) StrictMath.log(1f / score - 1f);
            case LOG -> (float) StrictMath.log(score);
            case RAW_LOGISTIC, SOFTMAX, VALUE -> score;
        };
        if (Float.isNaN(margin) || Float.isInfinite(margin)) {
            throw new IllegalArgumentException("the base score does not fit the objective");
        }
        return margin;
    }
}
