package io.candor.fairness.threshold;

import io.candor.core.CandorException;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.GroupDecider;
import io.candor.core.model.ScoreRule;
import io.candor.fairness.threshold.internal.Refusals;
import io.candor.fairness.threshold.internal.Selected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reject-option classification (Kamiran, Karim &amp; Zhang 2012): scores within a margin of the threshold are unsure, and there the deprived groups get the favourable decision
 * and the others do not. So the deprived groups have threshold t − margin and the others t + margin. All pairs of a grid are tried, as AIF360 does and in its order; of
 * those whose difference keeps the bound the greatest balanced accuracy is taken, the first of equals. Where none keeps it, AIF360 warns and goes on; this refuses.
 *
 * @param deprived names of groups that the margin favours; their rows count as one, and so do those of all other groups
 * @param difference what is bounded: deprived minus others
 * @param bound the most it may be in absolute value
 * @param thresholds tried, from 0.01 to 0.99; 100 in the paper's implementation
 * @param margins tried per threshold, from 0 to the nearer end of the scores; 50
 */
public record RejectOption(Set<String> deprived, Difference difference, double bound, int thresholds, int margins) {
    /** What is bounded. */
    public enum Difference {
        SELECTION_RATE,
        TRUE_POSITIVE_RATE,
        /** Half the sum of the differences of true and of false positive rates. */
        AVERAGE_ODDS
    }

    /**
     * @param threshold t
     * @param balancedAccuracy of all rows fitted to
     * @param difference deprived minus others
     */
    public record Result(
            double threshold, double margin, double balancedAccuracy, double difference, GroupDecider decider) {}

    private static final double HALF = 0.5;
    private static final double LOW = 0.01;
    private static final double HIGH = 0.99;

    /** @throws CandorException {@code CND-F046} for a bound outside 0 to 1 or a grid without steps */
    public RejectOption {
        deprived = Set.copyOf(deprived);
        if (!(bound >= 0 && bound <= 1) || thresholds < 2 || margins < 2) {
            throw Refusals.badPlan(
                    "a bound of " + bound + " on " + thresholds + " thresholds and " + margins + " margins is none",
                    "a bound from 0 to 1, two or more of each",
                    "0.05, 100 and 50 are usual");
        }
    }

    /** On the usual grid of 100 thresholds and 50 margins. */
    public static RejectOption of(Set<String> deprived, Difference difference, double bound) {
        return new RejectOption(deprived, difference, bound, 100, 50);
    }

    /** Names of the groups that are selected less often than all rows when scores above one half are; empty if none is. */
    public static Set<String> deprived(ScoredRows rows) {
        int groups = rows.groups().size();
        double[] all = new double[groups + 1];
        double[] selected = new double[groups + 1];
        for (int i = 0; i < rows.group().length; i++) {
            int g = Math.min(groups, rows.group()[i]);
            all[g] += rows.weight(i);
            if (rows.scores()[i] > HALF) selected[g] += rows.weight(i);
        }
        double overall = Arrays.stream(selected).sum() / Arrays.stream(all).sum();
        Set<String> below = new TreeSet<>();
        for (int g = 0; g < groups; g++)
            if (selected[g] / all[g] < overall) below.add(rows.groups().get(g).name());
        return below;
    }

    /** Evidence {@code fairness.mitigation} v1. */
    public Evidence evidence(Result found, ScoredRows rows, List<Subject> subjects) {
        long[] sizes = new long[rows.groups().size() + 1];
        for (int g : rows.group()) sizes[Math.min(g, sizes.length - 1)]++;
        long smallest = Arrays.stream(sizes, 0, sizes.length - 1).min().orElse(0);
        return new Evidence(
                "fairness.mitigation",
                1,
                subjects,
                new Evidence.Method("reject option", 1, "Kamiran, Karim & Zhang 2012"),
                Json.object()
                        .put("deprived", Json.texts(deprived.stream().sorted().toList()))
                        .put("difference", difference.name().toLowerCase(Locale.ROOT))
                        .put("bound", bound)
                        .put("thresholds", thresholds)
                        .put("margins", margins)
                        .build(),
                Json.object()
                        .put("rows", rows.group().length)
                        .put("threshold", found.threshold())
                        .put("margin", found.margin())
                        .put("balanced_accuracy", found.balancedAccuracy())
                        .put("difference", found.difference())
                        .put("decider", found.decider().toJson())
                        .build(),
                List.of(
                        "Difference and accuracy are of the rows that were fitted to; on others they differ.",
                        "All deprived groups have one threshold and all others another: groups of one side may stay apart."),
                Disclosure.aggregate(smallest));
    }

    /**
     * The best threshold and margin.
     *
     * @throws CandorException {@code CND-F042} a side has one label only, {@code CND-F044} a side has no rows, {@code CND-F046} no such group, {@code CND-F048} no
     *     pair keeps the bound
     */
    public Result fit(ScoredRows rows) {
        List<String> names = rows.groups().stream().map(ScoredRows.Group::name).toList();
        for (String name : deprived) {
            if (!names.contains(name)) throw Refusals.noGroup(name, names);
        }
        Selected favoured = Selected.of(rows, name -> !deprived.contains(name), "the groups that are not deprived");
        Selected other = Selected.of(rows, deprived::contains, "the deprived groups");
        Result best = null;
        for (int i = 0; i < thresholds; i++) {
            double t = i == thresholds - 1 ? HIGH : LOW + i * ((HIGH - LOW) / (thresholds - 1));
            double widest = t <= 0.5 ? t : 1 - t;
            for (int j = 0; j < margins; j++) {
                double margin = j == margins - 1 ? widest : j * (widest / (margins - 1));
                Selected.Cells d = other.above(t - margin);
                Selected.Cells f = favoured.above(t + margin);
                double gap = gap(d, f);
                if (!(Math.abs(gap) <= bound)) continue;
                double accuracy = balanced(d, f);
                if (best != null && accuracy <= best.balancedAccuracy()) continue;
                best = new Result(t, margin, accuracy, gap, decider(rows, t, margin));
            }
        }
        if (best != null) return best;
        throw CandorException.user(
                "CND-F048",
                "no threshold and margin keep the difference within " + bound,
                "a bound that some pair keeps",
                "loosen it, or fit thresholds by group");
    }

    private double gap(Selected.Cells d, Selected.Cells f) {
        return switch (difference) {
            case SELECTION_RATE -> d.selectionRate() - f.selectionRate();
            case TRUE_POSITIVE_RATE -> d.truePositiveRate() - f.truePositiveRate();
            case AVERAGE_ODDS ->
                0.5 * ((d.falsePositiveRate() - f.falsePositiveRate()) + (d.truePositiveRate() - f.truePositiveRate()));
        };
    }

    private static double balanced(Selected.Cells d, Selected.Cells f) {
        Selected.Cells both = d.plus(f);
        return 0.5 * (both.truePositiveRate() + (both.negatives() - both.fp()) / both.negatives());
    }

    private GroupDecider decider(ScoredRows rows, double t, double margin) {
        List<GroupDecider.Group> groups = new ArrayList<>();
        for (ScoredRows.Group group : rows.groups()) {
            double threshold = deprived.contains(group.name()) ? t - margin : t + margin;
            groups.add(new GroupDecider.Group(group.name(), group.conditions(), ScoreRule.above(threshold)));
        }
        return new GroupDecider(groups, null, null);
    }
}
