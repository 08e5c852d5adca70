package io.candor.fairness.data.internal;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.data.Column;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.MiettinenNurminen;
import io.candor.evaluation.Moments;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.data.DataPlan;
import io.candor.fairness.data.GroupLearner;
import io.candor.fairness.internal.Discovery;
import io.candor.fairness.internal.Grouping;
import io.candor.fairness.resampling.internal.RatePermutation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** One sensitive feature: its groups in the data. */
public record FeatureData(
        DataPlan plan,
        Table table,
        Target target,
        List<String> columns,
        Grouping grouping,
        int[][] members,
        Optional<GroupLearner> learner,
        RandomStreams random) {
    private static final int PERMUTATIONS = 999;

    public static FeatureData of(
            DataPlan plan,
            Table table,
            Target target,
            List<String> columns,
            Optional<GroupLearner> learner,
            RandomStreams random) {
        Grouping grouping = Grouping.ofFeature(table, columns, plan.groups());
        int[][] members = grouping.partition(IntStream.range(0, table.rows()).toArray());
        return new FeatureData(plan, table, target, columns, grouping, members, learner, random);
    }

    private String name() {
        return String.join(" & ", columns);
    }

    private int groups() {
        return grouping.labels().size();
    }

    /** Rows of the smallest group. */
    public long smallest() {
        long least = table.rows();
        for (int g = 0; g < groups(); g++) least = Math.min(least, members[g].length);
        return least;
    }

    public Json.Obj toJson() {
        FairnessAssessment.Stratum labels = assessed(labelsAsPredictions());
        Json.Builder groups = Json.object();
        for (int g = 0; g < groups(); g++) groups.put(grouping.labels().get(g), group(g, labels));
        Proxies proxies = new Proxies(
                table, columns, grouping, plan.inputs(), plan.groups().minGroup());
        Json.Builder json = Json.object()
                .put("columns", Json.texts(columns))
                .put("unknown", members[grouping.unknown()].length)
                .put("groups", groups.build())
                .put("label", disparity(labels))
                .put("representation", representation())
                .put("missing", missing())
                .put("proxies", proxies.toJson());
        learner.flatMap(l -> proxies.together(l, random)).ifPresent(t -> json.put("together", t));
        return json.build();
    }

    private Predictions labelsAsPredictions() {
        double[] y = target.values();
        if (target.task() == Task.REGRESSION) return new Predictions.Regression(y, y);
        int[] labels = new int[y.length];
        for (int i = 0; i < y.length; i++) labels[i] = (int) y[i];
        if (target.task() == Task.BINARY) return Predictions.binary(labels, null, labels);
        return Predictions.multiclass(target.classes(), labels, null, labels);
    }

    private FairnessAssessment.Stratum assessed(Predictions predictions) {
        FairnessPlan p = plan.groups();
        FairnessPlan own = columns.size() == 1
                ? new FairnessPlan(columns, List.of(), List.of(), p.cuts(), p.minGroup())
                : new FairnessPlan(List.of(), List.of(columns), List.of(), p.cuts(), p.minGroup());
        FairnessAssessment all = FairnessAssessment.of(own, table, predictions);
        return Objects.requireNonNull(
                Objects.requireNonNull(all.features().get(name())).strata().get("all"));
    }

    /** Of several classes one each. */
    private List<String> metrics() {
        if (target.task() == Task.REGRESSION) return List.of("mean_label");
        if (target.task() == Task.BINARY) return List.of("base_rate");
        return target.classes().stream().map(c -> "base_rate (" + c + ")").toList();
    }

    private Json.Obj disparity(FairnessAssessment.Stratum labels) {
        if (target.task() != Task.MULTICLASS) return gaps(labels, metrics().get(0));
        Json.Builder each = Json.object();
        for (int k = 0; k < target.classes().size(); k++)
            each.put(target.classes().get(k), gaps(labels, metrics().get(k)));
        return each.build();
    }

    private static Json.Obj gaps(FairnessAssessment.Stratum stratum, String metric) {
        Json.Builder json = Json.object();
        Objects.requireNonNull(stratum.disparities().get(metric)).forEach((kind, d) -> {
            if (kind.equals("difference") || kind.equals("ratio")) json.put(kind, d.toJson());
        });
        return json.build();
    }

    private Json.Obj group(int g, FairnessAssessment.Stratum labels) {
        String label = grouping.labels().get(g);
        int n = members[g].length;
        long known = table.rows() - members[grouping.unknown()].length;
        Json.Builder json = Json.object()
                .put("n", n)
                .put("share", Intervals.rate(n, known, "no rows").toJson());
        Map<String, Double> reference = plan.references().get(name());
        if (reference != null && reference.containsKey(label)) json.put("reference", reference.get(label));
        FairnessAssessment.Group group = labels.groups().get(label);
        if (group != null) {
            if (target.task() == Task.MULTICLASS) {
                Json.Builder rates = Json.object();
                for (int k = 0; k < target.classes().size(); k++)
                    rates.put(target.classes().get(k), estimate(group, metrics().get(k)));
                json.put("labels", rates.build());
            } else json.put("label", estimate(group, metrics().get(0)));
        }
        return json.put("balance", balance(g)).build();
    }

    private static Json.Obj estimate(FairnessAssessment.Group group, String metric) {
        return Objects.requireNonNull(group.metrics().get(metric)).toJson();
    }

    /** The group ("d") against all other known rows ("a"). */
    private Json.Obj balance(int g) {
        int[] own = members[g];
        int[] rest = IntStream.range(0, table.rows())
                .filter(i -> grouping.codes()[i] != g && grouping.codes()[i] != grouping.unknown())
                .toArray();
        Json.Builder json = Json.object();
        if (own.length + rest.length > 0)
            json.put("class_imbalance", (double) (rest.length - own.length) / (rest.length + own.length));
        if (own.length == 0 || rest.length == 0) return json.build();
        if (target.task() == Task.REGRESSION) {
            double[] a = values(rest);
            double[] d = values(own);
            return json.put("label_difference", means(a, d).toJson())
                    .put("ks", Distances.kolmogorov(a, d))
                    .build();
        }
        double[] p = shares(rest);
        double[] q = shares(own);
        if (target.task() == Task.BINARY)
            json.put("label_difference", rates(rest, own).toJson());
        Distances.put(json, p, q);
        return json.build();
    }

    private double[] values(int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> target.values()[i]).toArray();
    }

    private double[] shares(int[] rows) {
        double[] shares = new double[target.classes().size()];
        for (int row : rows) shares[(int) target.values()[row]]++;
        for (int k = 0; k < shares.length; k++) shares[k] /= rows.length;
        return shares;
    }

    private Estimate rates(int[] a, int[] d) {
        double xa = IntStream.of(a).mapToDouble(i -> target.values()[i]).sum();
        double xd = IntStream.of(d).mapToDouble(i -> target.values()[i]).sum();
        return new MiettinenNurminen(xa, a.length, xd, d.length)
                .difference(Intervals.ALPHA)
                .around(xa / a.length - xd / d.length, d.length, "Miettinen-Nurminen");
    }

    private static Estimate means(double[] a, double[] d) {
        Moments x = Moments.of(a);
        Moments y = Moments.of(d);
        double difference = x.mean() - y.mean();
        if (a.length < 2 || d.length < 2) return new Estimate.Point(difference, d.length);
        Bounds bounds = Intervals.welch(x, y, Intervals.ALPHA);
        return bounds.around(difference, d.length, "Welch");
    }

    /** χ² of the groups' numbers against the reference, or equal shares. */
    private Json.Obj representation() {
        Map<String, Double> reference = plan.references().get(name());
        List<String> labels = grouping.labels();
        if (reference != null && !reference.keySet().equals(java.util.Set.copyOf(labels))) {
            String wrong = reference.keySet().stream()
                    .filter(g -> !labels.contains(g))
                    .sorted()
                    .findFirst()
                    .orElse("");
            throw CandorException.user(
                    "CND-F075",
                    wrong.isEmpty()
                            ? "a group of '" + name() + "' has no reference share"
                            : "'" + wrong + "' is no group of '" + name() + "'",
                    "a share for each of " + String.join(", ", labels),
                    wrong.isEmpty() ? "add it" : Suggestions.remedy(wrong, labels));
        }
        double n = table.rows() - members[grouping.unknown()].length;
        double statistic = 0;
        for (int g = 0; g < groups(); g++) {
            double expected = n * (reference == null ? 1.0 / groups() : reference.getOrDefault(labels.get(g), 0.0));
            statistic += (members[g].length - expected) * (members[g].length - expected) / expected;
        }
        int degrees = Math.max(0, groups() - 1);
        return Json.object()
                .put("against", reference == null ? "equal shares" : "reference")
                .put("statistic", statistic)
                .put("degrees", degrees)
                .put("p", Contingency.upper(statistic, degrees))
                .build();
    }

    /** Columns with missing cells. */
    private Json.Arr missing() {
        List<Json.Builder> found = new ArrayList<>();
        List<Double> p = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.missingCount() == 0 || columns.contains(column.name())) continue;
            int[] missing = new int[column.size()];
            for (int i = 0; i < missing.length; i++) missing[i] = column.isMissing(i) ? 1 : 0;
            FairnessAssessment.Stratum stratum = assessed(Predictions.binary(missing, null, missing));
            Json.Obj gap = gaps(stratum, "base_rate");
            found.add(Json.object()
                    .put("column", column.name())
                    .put(
                            "rate",
                            Intervals.rate(column.missingCount(), missing.length, "no rows")
                                    .toJson())
                    .put("largest_gap", gap.object("difference")));
            p.add(permuted(column.name(), missing));
        }
        double[] q = Discovery.adjusted(p.stream().mapToDouble(v -> v).toArray());
        List<Json> all = new ArrayList<>();
        for (int i = 0; i < q.length; i++)
            all.add(found.get(i).put("p", p.get(i)).put("q", q[i]).build());
        return Json.array(all);
    }

    private double permuted(String column, int[] missing) {
        long[] x = new long[groups()];
        long[] n = new long[groups()];
        for (int g = 0; g < x.length; g++) {
            n[g] = members[g].length;
            for (int row : members[g]) x[g] += missing[row];
        }
        if (x.length < 2) return 1;
        return new RatePermutation(new long[][] {x}, new long[][] {n})
                .of(random, "fairness.data/missing/" + name() + "/" + column, PERMUTATIONS)
                .p();
    }
}
