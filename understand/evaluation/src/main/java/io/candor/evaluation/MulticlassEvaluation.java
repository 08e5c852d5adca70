package io.candor.evaluation;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.evaluation.internal.Calibration;
import io.candor.evaluation.internal.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well scores and decisions agree with labels of several classes, overall and class by class. Every row counts alike.
 * Immutable.
 *
 * <p>The area under the ROC curve is of each class against the rest, and their plain mean (Hand &amp; Till 2001 take pairs of
 * classes instead). The mean's variance is the sum over rows of the squared mean influence (DeLong et al. 1988 give each
 * class's), so that classes that err on the same rows are not taken as independent; the interval is made on the log-odds scale.
 */
public final class MulticlassEvaluation {
    private static final String NO_SCORES = "no scores were given";

    private final List<String> classes;
    private final int[] labels;
    private final int[] decisions;
    private final double @Nullable [] scores;
    private final Map<String, Estimate> metrics;
    private final Map<String, Map<String, Estimate>> byClass;

    /**
     * @param classes names, three or more
     * @param labels index of the class per row, at least one row
     * @param scores probabilities, row-major, one per class; null if the model only gives decisions
     * @param decisions index of the decided class per row
     * @throws io.candor.core.CandorException {@code CND-V001} lengths differ, {@code CND-V003} no rows, {@code CND-V004} a score
     *     is not a probability
     */
    public MulticlassEvaluation(List<String> classes, int[] labels, double @Nullable [] scores, int[] decisions) {
        Check.lengths(labels.length, decisions.length, "decisions");
        if (scores != null) Check.lengths(labels.length * classes.size(), scores.length, "scores");
        Check.probabilities(scores);
        for (int i = 0; i < labels.length; i++) {
            if (Math.min(labels[i], decisions[i]) < 0 || Math.max(labels[i], decisions[i]) >= classes.size())
                throw new IllegalArgumentException("row " + i + " has a class that there is not");
        }
        this.classes = List.copyOf(classes);
        this.labels = labels.clone();
        this.scores = scores == null ? null : scores.clone();
        this.decisions = decisions.clone();
        List<DeLong> areas = new ArrayList<>();
        if (scores != null)
            for (int k = 0; k < classes.size(); k++) areas.add(new DeLong(against(labels, k), column(k)));
        this.byClass = Collections.unmodifiableMap(byClass(areas));
        this.metrics = Collections.unmodifiableMap(overall(areas));
    }

    /** Metrics by name, in the order of the evidence contract. */
    public Map<String, Estimate> metrics() {
        return metrics;
    }

    /** Metrics by class, then by name. */
    public Map<String, Map<String, Estimate>> byClass() {
        return byClass;
    }

    public int rows() {
        return labels.length;
    }

    /** Rows by class (first index), then by decided class. */
    public long[][] confusion() {
        long[][] counts = new long[classes.size()][classes.size()];
        for (int i = 0; i < labels.length; i++) counts[labels[i]][decisions[i]]++;
        return counts;
    }

    /** The members of {@code evaluation.performance} that are ours. */
    Json.Builder toJson(Json.Builder result) {
        Json.Builder named = Json.object();
        byClass.forEach((name, own) -> named.put(name, json(own)));
        List<Json> matrix = new ArrayList<>();
        for (long[] row : confusion()) {
            List<Json> counts = new ArrayList<>();
            for (long count : row) counts.add(Json.of(count));
            matrix.add(Json.array(counts));
        }
        result.put("metrics", json(metrics)).put("classes", named.build());
        if (scores != null) {
            Json.Builder calibration = Json.object();
            for (int k = 0; k < classes.size(); k++) {
                calibration.put(classes.get(k), new Calibration(against(labels, k), column(k)).bins());
            }
            result.put("calibration", calibration.build());
        }
        return result.put(
                "confusion",
                Json.object()
                        .put("labels", Json.texts(classes))
                        .put("counts", Json.array(matrix))
                        .build());
    }

    private static Json json(Map<String, Estimate> estimates) {
        Json.Builder json = Json.object();
        estimates.forEach((name, estimate) -> json.put(name, estimate.toJson()));
        return json.build();
    }

    private Map<String, Estimate> overall(List<DeLong> areas) {
        Map<String, Estimate> m = new LinkedHashMap<>();
        m.put("auc", areas.isEmpty() ? Estimate.undefined(NO_SCORES, 0) : macroArea(areas));
        if (scores == null) {
            m.put("log_loss", Estimate.undefined(NO_SCORES, 0));
        } else {
            Moments loss = new Moments();
            for (int i = 0; i < labels.length; i++) loss.add(Losses.log(1, scores[i * classes.size() + labels[i]]));
            m.put("log_loss", notNegative(Intervals.mean(loss, "no rows")));
        }
        long right = 0;
        for (int i = 0; i < labels.length; i++) if (labels[i] == decisions[i]) right++;
        m.put("accuracy", Intervals.rate(right, labels.length, "no rows"));
        m.put("balanced_accuracy", balancedAccuracy());
        return m;
    }

    /** Few rows, of which one is very wrong, give an interval that no loss can reach down to. */
    private static Estimate notNegative(Estimate loss) {
        if (!(loss instanceof Estimate.Interval i)) return loss;
        return new Bounds(Math.max(0, i.low()), i.high()).around(i.value(), i.n(), i.interval());
    }

    private Map<String, Map<String, Estimate>> byClass(List<DeLong> areas) {
        Map<String, Map<String, Estimate>> all = new LinkedHashMap<>();
        for (int k = 0; k < classes.size(); k++) {
            Confusion confusion = Confusion.of(against(labels, k), against(decisions, k));
            Map<String, Estimate> own = new LinkedHashMap<>();
            own.put(
                    "auc",
                    areas.isEmpty()
                            ? Estimate.undefined(NO_SCORES, 0)
                            : areas.get(k).estimate());
            own.put("precision", confusion.precision());
            own.put("recall", confusion.recall());
            own.put("f1", confusion.f1());
            own.put("base_rate", confusion.baseRate());
            own.put("selection_rate", confusion.selectionRate());
            all.put(classes.get(k), Collections.unmodifiableMap(own));
        }
        return all;
    }

    private Estimate macroArea(List<DeLong> areas) {
        List<DeLong> defined = areas.stream().filter(DeLong::defined).toList();
        if (defined.size() < 2) return Estimate.undefined("rows of one class only", labels.length);
        double mean = 0;
        double[] influence = new double[labels.length];
        for (DeLong area : defined) {
            mean += area.auc() / defined.size();
            double[] own = area.influence();
            for (int i = 0; i < own.length; i++) influence[i] += own[i] / defined.size();
        }
        double variance = 0;
        for (double x : influence) variance += x * x;
        int n = labels.length;
        if (variance > 0 && mean < 1) {
            double logit = StrictMath.log(mean / (1 - mean));
            double half = Intervals.z(Intervals.ALPHA) * StrictMath.sqrt(variance) / (mean * (1 - mean));
            return new Bounds(logistic(logit - half), logistic(logit + half)).around(mean, n, "DeLong, macro, logit");
        }
        int pairs = n;
        for (int k = 0; k < classes.size(); k++) {
            int own = 0;
            for (int label : labels) if (label == k) own++;
            if (own > 0) pairs = Math.min(pairs, Math.min(own, n - own));
        }
        return Intervals.wilson(mean * pairs, pairs, Intervals.ALPHA).around(mean, n, "Wilson on disjoint pairs");
    }

    /** The mean recall; recalls of different classes are of different rows, so their variances add up (delta method, logit). */
    private Estimate balancedAccuracy() {
        long[][] counts = confusion();
        double mean = 0;
        double variance = 0;
        int there = 0;
        long fewest = Long.MAX_VALUE;
        for (int k = 0; k < counts.length; k++) {
            long n = 0;
            for (long c : counts[k]) n += c;
            if (n == 0) continue;
            there++;
            fewest = Math.min(fewest, n);
            double recall = (double) counts[k][k] / n;
            mean += recall;
            variance += recall * (1 - recall) / n;
        }
        mean /= there;
        variance /= (double) there * there;
        if (!(variance > 0)) {
            return Intervals.wilson(mean * fewest, fewest, Intervals.ALPHA)
                    .around(mean, labels.length, "Wilson on the rarest class");
        }
        double logit = StrictMath.log(mean / (1 - mean));
        double half = Intervals.z(Intervals.ALPHA) * StrictMath.sqrt(variance) / (mean * (1 - mean));
        return new Bounds(logistic(logit - half), logistic(logit + half)).around(mean, labels.length, "normal, logit");
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static int[] against(int[] indices, int k) {
        int[] own = new int[indices.length];
        for (int i = 0; i < own.length; i++) own[i] = indices[i] == k ? 1 : 0;
        return own;
    }

    private double[] column(int k) {
        double[] all = java.util.Objects.requireNonNull(scores);
        double[] own = new double[labels.length];
        for (int i = 0; i < own.length; i++) own[i] = all[i * classes.size() + k];
        return own;
    }
}
