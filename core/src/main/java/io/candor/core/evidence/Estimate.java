package io.candor.core.evidence;

import io.candor.core.json.Json;

/**
 * A number with its interval and support, or the reason why it does not exist. The one shape in which every rate, mean,
 * difference and ratio is reported: {@code {"value", "low", "high", "n", "interval"}}, {@code {"value", "n"}} without an
 * interval, or {@code {"undefined", "n"}}.
 */
public sealed interface Estimate {
    /** How many rows (or units) stand behind it. */
    long n();

    Json.Obj toJson();

    /**
     * A number with a 95 % interval.
     *
     * @param interval the method's name, for example {@code Wilson}
     */
    record Interval(double value, double low, double high, long n, String interval) implements Estimate {
        @Override
        public Json.Obj toJson() {
            return Json.object()
                    .put("value", value)
                    .put("low", low)
                    .put("high", high)
                    .put("n", n)
                    .put("interval", interval)
                    .build();
        }
    }

    /** A number without an interval. */
    record Point(double value, long n) implements Estimate {
        @Override
        public Json.Obj toJson() {
            return Json.object().put("value", value).put("n", n).build();
        }
    }

    /** No number, and why. */
    record Undefined(String reason, long n) implements Estimate {
        @Override
        public Json.Obj toJson() {
            return Json.undefined(reason, n);
        }
    }

    static Estimate undefined(String reason, long n) {
        return new Undefined(reason, n);
    }

    /** Reads the JSON shape back. */
    static Estimate fromJson(Json.Obj json) {
        long n = json.get("n") instanceof Json.Num count ? (long) count.value() : 0;
        if (json.get("undefined") instanceof Json.Str reason) return new Undefined(reason.value(), n);
        double value = json.number("value");
        if (json.get("low") instanceof Json.Num low && json.get("high") instanceof Json.Num high) {
            return new Interval(
                    value,
                    low.value(),
                    high.value(),
                    n,
                    json.optionalText("interval").orElse("unnamed"));
        }
        return new Point(value, n);
    }
}
