package io.candor.core.model;

import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The chance of a positive decision as a function of a score: a mixture of thresholds, and a share of decisions that a constant makes whatever the
 * score. {@code chance(s) = ignore × constant + (1 − ignore) × Σ of the chances of the operations that s passes}; what the operations' chances
 * lack to 1 is never positive.
 *
 * @param operations few, whose chances sum to at most 1
 * @param ignore the share that does not look at the score, from 0 to 1
 * @param constant the chance of a positive decision in that share, from 0 to 1
 */
public record ScoreRule(List<Operation> operations, double ignore, double constant) {
    private static final double SLACK = 1e-9; // of sums of chances that were computed

    /**
     * One threshold of the mixture.
     *
     * @param above whether scores above the threshold pass, or those below it; the threshold itself does not pass
     * @param threshold may be infinite: then all scores pass, or none
     * @param chance of this operation in the mixture, from 0 to 1
     */
    public record Operation(boolean above, double threshold, double chance) {
        public Operation {
            if (!(chance >= 0 && chance <= 1) || Double.isNaN(threshold)) {
                throw new IllegalArgumentException("an operation has a threshold and a chance from 0 to 1");
            }
        }

        public boolean passes(double score) {
            return above ? score > threshold : score < threshold;
        }

        private boolean constant() {
            return Double.isInfinite(threshold);
        }

        /** {@code {"if": "above", "threshold": 0.4, "chance": 1}}; {@code always} and {@code never} have no threshold. */
        Json.Obj toJson() {
            Json.Builder json = Json.object();
            if (constant()) json.put("if", passes(0) ? "always" : "never");
            else json.put("if", above ? "above" : "below").put("threshold", threshold);
            return json.put("chance", chance).build();
        }

        static Operation fromJson(Json.Obj json) {
            double chance = json.number("chance");
            return switch (json.text("if")) {
                case "always" -> new Operation(true, Double.NEGATIVE_INFINITY, chance);
                case "never" -> new Operation(true, Double.POSITIVE_INFINITY, chance);
                case "above" -> new Operation(true, json.number("threshold"), chance);
                case "below" -> new Operation(false, json.number("threshold"), chance);
                default -> throw new IllegalArgumentException("there is no operation '" + json.text("if") + "'");
            };
        }
    }

    public ScoreRule {
        operations = List.copyOf(operations);
        double sum = 0;
        for (Operation operation : operations) sum += operation.chance();
        if (sum > 1 + SLACK) throw new IllegalArgumentException("the chances of a rule's operations sum to " + sum);
        if (!(ignore >= 0 && ignore <= 1 && constant >= 0 && constant <= 1)) {
            throw new IllegalArgumentException("the share that is ignored and its constant are from 0 to 1");
        }
    }

    /** Positive above a threshold, always. */
    public static ScoreRule above(double threshold) {
        return new ScoreRule(List.of(new Operation(true, threshold, 1)), 0, 0);
    }

    /** The chance of a positive decision, from 0 to 1. */
    public double chance(double score) {
        double passed = 0;
        for (int o = 0; o < operations.size(); o++) {
            if (operations.get(o).passes(score)) passed += operations.get(o).chance();
        }
        double chance = ignore * constant + (1 - ignore) * passed;
        if (chance > 1 - SLACK) return 1; // sums that were meant to be 1 draw nothing
        return chance < SLACK ? 0 : chance;
    }

    /** Whether some score has a chance other than 0 and 1. */
    public boolean draws() {
        for (double at : pieces()) if (chance(at) > 0 && chance(at) < 1) return true;
        return false;
    }

    /** One score within each piece of constant chance and each threshold itself, ascending. */
    private List<Double> pieces() {
        List<Double> scores = new ArrayList<>();
        for (double threshold : thresholds()) {
            if (scores.isEmpty()) scores.add(Math.nextDown(threshold));
            scores.add(threshold);
            scores.add(Math.nextUp(threshold));
        }
        if (scores.isEmpty()) scores.add(0.5);
        return scores;
    }

    private TreeSet<Double> thresholds() {
        TreeSet<Double> thresholds = new TreeSet<>();
        for (Operation operation : operations) {
            if (!operation.constant() && operation.chance() > 0) thresholds.add(operation.threshold());
        }
        return thresholds;
    }

    /** For people, thresholds and chances to four digits: {@code positive above 0.41; above 0.38 up to 0.41 with chance 0.37}. */
    public String text() {
        List<Double> thresholds = new ArrayList<>(thresholds());
        List<String> parts = new ArrayList<>();
        for (int t = thresholds.size(); t >= 0; t--) {
            double low = t == 0 ? Double.NEGATIVE_INFINITY : thresholds.get(t - 1);
            double high = t == thresholds.size() ? Double.POSITIVE_INFINITY : thresholds.get(t);
            double inside = high == Double.POSITIVE_INFINITY ? (t == 0 ? 0.5 : Math.nextUp(low)) : Math.nextDown(high);
            double chance = chance(inside);
            if (chance == 0) continue;
            String where = t == 0
                    ? (thresholds.isEmpty() ? "whatever the score" : "up to " + digits(high))
                    : "above " + digits(low) + (t == thresholds.size() ? "" : " up to " + digits(high));
            parts.add((parts.isEmpty() ? "positive " : "")
                    + where
                    + (chance < 1 ? " with chance " + digits(chance) : ""));
        }
        return parts.isEmpty() ? "never positive" : String.join("; ", parts);
    }

    private static String digits(double value) {
        return EcmaNumber.format(new BigDecimal(value).round(new MathContext(4)).doubleValue());
    }

    public Json.Obj toJson() {
        Json.Builder json = Json.object()
                .put(
                        "operations",
                        Json.array(operations.stream().map(Operation::toJson).toList()));
        if (ignore > 0) json.put("ignore", ignore).put("constant", constant);
        return json.build();
    }

    /** Reads what {@link #toJson} writes. */
    public static ScoreRule fromJson(Json.Obj json) {
        List<Operation> operations = new ArrayList<>();
        for (Json operation : json.array("operations")) operations.add(Operation.fromJson((Json.Obj) operation));
        boolean ignores = json.get("ignore") != null;
        return new ScoreRule(operations, ignores ? json.number("ignore") : 0, ignores ? json.number("constant") : 0);
    }
}
