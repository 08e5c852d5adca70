package io.candor.explain.counterfactual;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.Json;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import java.util.List;

/**
 * A goal for one model and row: how far scores are from it. Of probabilities the gap is in log-odds, so that far off a step still
 * shows.
 *
 * @param output of several classes the wanted one, or with {@code other} the one to leave; else 0
 * @param low least score that will do: of two classes P(positive)
 * @param high the largest that will do
 * @param below whether {@code high} itself will not do
 * @param compared of several classes: whether the most probable one counts
 */
record Aim(
        boolean logOdds,
        boolean rescaled,
        int outputs,
        int output,
        double low,
        double high,
        boolean below,
        boolean compared,
        boolean other,
        String label) {
    private static final double CLIP = 1e-12;
    private static final double LEAST = Double.MIN_NORMAL;

    /** @param now the row's own scores, by which {@link Goal.Different} is understood */
    static Aim of(Goal goal, Model model, double[] now) {
        Task task = model.task();
        if (goal instanceof Goal.Within within) {
            if (task != Task.REGRESSION || !(within.low() <= within.high())) throw unfit(goal, model);
            String label = "a number " + new Constraints.Range(within.low(), within.high());
            return new Aim(false, false, 1, 0, within.low(), within.high(), false, false, false, label);
        }
        if (task == Task.REGRESSION) throw unfit(goal, model);
        List<String> classes = model.classes();
        boolean rescaled = model.scale() == Scores.Scale.LOG_ODDS;
        if (goal instanceof Goal.Different different) {
            if (task == Task.BINARY) {
                double p = rescaled ? sigmoid(now[0]) : now[0];
                return decided(classes, p >= different.threshold() ? 0 : 1, different.threshold(), rescaled);
            }
            int own = 0;
            for (int k = 1; k < now.length; k++) if (now[k] > now[own]) own = k;
            String label = "not " + classes.get(own);
            return new Aim(true, rescaled, now.length, own, 0, 1, false, true, true, label);
        }
        String name = goal instanceof Goal.Decided d ? d.name() : ((Goal.Probable) goal).name();
        int wanted = classes.indexOf(name);
        if (wanted < 0) {
            throw CandorException.user(
                    "CND-E033",
                    "the model has no class '" + name + "'",
                    "one of its classes as the target",
                    Suggestions.remedy(name, classes));
        }
        if (goal instanceof Goal.Decided d) {
            if (task == Task.BINARY) return decided(classes, wanted, d.threshold(), rescaled);
            return new Aim(true, rescaled, now.length, wanted, 0, 1, false, true, false, name);
        }
        double least = ((Goal.Probable) goal).least();
        if (!(least > 0 && least <= 1)) throw unfit(goal, model);
        boolean negative = task == Task.BINARY && wanted == 0;
        int output = task == Task.BINARY ? 0 : wanted;
        double low = negative ? 0 : least;
        double high = negative ? 1 - least : 1;
        return new Aim(true, rescaled, now.length, output, low, high, false, false, false, name);
    }

    private static Aim decided(List<String> classes, int wanted, double threshold, boolean rescaled) {
        return wanted == 1
                ? new Aim(true, rescaled, 1, 0, threshold, 1, false, false, false, classes.get(1))
                : new Aim(true, rescaled, 1, 0, 0, threshold, true, false, false, classes.get(0));
    }

    private static CandorException unfit(Goal goal, Model model) {
        return CandorException.user(
                "CND-E034",
                "the target " + goal + " does not fit the model",
                model.task() == Task.REGRESSION
                        ? "a range of numbers, the lower end first"
                        : "one of the classes " + String.join(", ", model.classes())
                                + ", with a probability above 0 up to 1 if one is named",
                "name another target");
    }

    /** 0 if the goal is met, else above 0. */
    double gap(double[] scores, int at) {
        if (compared) {
            double[] p = probabilities(scores, at);
            double best = Double.NEGATIVE_INFINITY;
            int first = 0;
            for (int k = 0; k < outputs; k++) {
                if (p[k] > p[first]) first = k;
                if (k != output) best = Math.max(best, log(p[k]));
            }
            if (first == output != other) return 0;
            double behind = best - log(p[output]);
            return Math.max(LEAST, other ? -behind : behind);
        }
        double s = reached(scores, at);
        if (s >= low && (below ? s < high : s <= high)) return 0;
        if (!logOdds) return Math.max(LEAST, Math.max(low - s, s - high));
        return Math.max(LEAST, Math.max(logit(low) - logit(s), logit(s) - logit(high)));
    }

    /** The score that counts: of classes a probability. */
    double reached(double[] scores, int at) {
        if (outputs > 1) return probabilities(scores, at)[output];
        return rescaled ? sigmoid(scores[at]) : scores[at];
    }

    private double[] probabilities(double[] scores, int at) {
        double[] p = new double[outputs];
        System.arraycopy(scores, at, p, 0, outputs);
        if (!rescaled) return p;
        double top = Double.NEGATIVE_INFINITY;
        for (double s : p) top = Math.max(top, s);
        double sum = 0;
        for (int k = 0; k < outputs; k++) sum += p[k] = StrictMath.exp(p[k] - top);
        for (int k = 0; k < outputs; k++) p[k] /= sum;
        return p;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    private static double log(double p) {
        return StrictMath.log(Math.max(CLIP, p));
    }

    private static double logit(double p) {
        double q = Math.min(1 - CLIP, Math.max(CLIP, p));
        return StrictMath.log(q) - StrictMath.log1p(-q);
    }

    Json.Obj json() {
        Json.Builder json = Json.object().put("outcome", label);
        if (compared) return json.put("rule", "most probable").build();
        if (low > (logOdds ? 0 : Double.NEGATIVE_INFINITY)) json.put("atLeast", low);
        if (high < (logOdds ? 1 : Double.POSITIVE_INFINITY)) json.put(below ? "below" : "atMost", high);
        return json.build();
    }
}
