package io.candor.fairness.data.internal;

import io.candor.core.data.Column;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.data.TextColumn;
import io.candor.core.json.Json;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.DeLong;
import io.candor.evaluation.Folds;
import io.candor.evaluation.Split;
import io.candor.fairness.data.GroupLearner;
import io.candor.fairness.internal.Discovery;
import io.candor.fairness.internal.Grouping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How well columns tell the group of a row: each alone, strongest first, and all together by a model that has not seen the row. */
record Proxies(Table table, List<String> feature, Grouping grouping, List<String> inputs, int minGroup) {
    private static final int FOLDS = 5;

    private record One(Json.Builder json, double association, double p) {}

    private List<String> others() {
        return inputs.stream()
                .filter(i -> !feature.contains(i))
                .filter(i -> !(table.column(i) instanceof TextColumn) && !(table.column(i) instanceof InstantColumn))
                .toList();
    }

    Json.Arr toJson() {
        List<One> found = new ArrayList<>();
        for (String input : others()) found.add(one(table.column(input)));
        double[] q = Discovery.adjusted(found.stream().mapToDouble(One::p).toArray());
        for (int i = 0; i < q.length; i++) found.get(i).json().put("q", q[i]);
        found.sort(Comparator.comparingDouble((One o) -> -o.association())); // stable
        return Json.array(found.stream().map(o -> o.json().build()).toList());
    }

    private One one(Column column) {
        Coded coded = Coded.of(column);
        Contingency counts = Contingency.of(
                coded.codes(), coded.size(), grouping.codes(), grouping.labels().size(), grouping.unknown());
        double v = counts.n() < 2 ? 0 : counts.cramer();
        double p = counts.n() < 2 ? 1 : counts.p();
        Json.Builder json = Json.object()
                .put("column", column.name())
                .put("type", column.type().label())
                .put("association", v)
                .put("information", counts.n() < 2 ? 0 : counts.information())
                .put("p", p);
        if (column instanceof NumericColumn numbers) numeric(numbers, json);
        return new One(json, v, p);
    }

    private void numeric(NumericColumn column, Json.Builder json) {
        int[] rows = IntStream.range(0, column.size())
                .filter(i -> grouping.codes()[i] != grouping.unknown() && Double.isFinite(column.get(i)))
                .toArray();
        correlationRatio(column, rows).ifPresent(eta -> json.put("correlation_ratio", eta));
        if (grouping.labels().size() != 2) return;
        int[] second = IntStream.of(rows).map(i -> grouping.codes()[i]).toArray();
        double[] values = IntStream.of(rows).mapToDouble(column::get).toArray();
        DeLong area = new DeLong(second, values);
        if (area.defined()) json.put("auc", area.estimate().toJson());
    }

    /** √ε², the share of variance between groups without what chance adds (Kelley 1935). */
    private Optional<Double> correlationRatio(NumericColumn column, int[] rows) {
        double[] sums = new double[grouping.labels().size()];
        int[] n = new int[sums.length];
        double mean = 0;
        for (int row : rows) {
            sums[grouping.codes()[row]] += column.get(row);
            n[grouping.codes()[row]]++;
            mean += column.get(row) / rows.length;
        }
        double within = 0;
        double total = 0;
        for (int row : rows) {
            int g = grouping.codes()[row];
            double d = column.get(row) - sums[g] / n[g];
            within += d * d;
            total += (column.get(row) - mean) * (column.get(row) - mean);
        }
        long used = IntStream.of(n).filter(c -> c > 0).count();
        if (used < 2 || !(total > 0) || rows.length <= used) return Optional.empty();
        double epsilon = 1 - within / total * (rows.length - 1) / (rows.length - used);
        return Optional.of(StrictMath.sqrt(Math.max(0, epsilon)));
    }

    /** Groups of enough rows, each against the others; empty if there are not two. */
    Optional<Json.Obj> together(GroupLearner learner, RandomStreams random) {
        int[] sizes = new int[grouping.labels().size() + 1];
        for (int code : grouping.codes()) sizes[code]++;
        int least = Math.max(minGroup, 2 * FOLDS);
        List<Integer> kept = IntStream.range(0, grouping.labels().size())
                .filter(g -> sizes[g] >= least)
                .boxed()
                .toList();
        if (kept.size() < 2 || others().isEmpty()) return Optional.empty();
        int[] rows = IntStream.range(0, table.rows())
                .filter(i -> kept.contains(grouping.codes()[i]))
                .toArray();
        double[] codes = IntStream.of(rows)
                .mapToDouble(i -> kept.indexOf(grouping.codes()[i]))
                .toArray();
        List<String> labels = kept.stream().map(grouping.labels()::get).toList();
        Target target = new Target(
                String.join(" & ", feature), labels.size() == 2 ? Task.BINARY : Task.MULTICLASS, codes, labels);
        double[][] scores = outOfFold(learner, target, table.only(others()).select(rows), random);
        Json.Builder groups = Json.object();
        double sum = 0;
        for (int g = 0; g < labels.size(); g++) {
            int own = g;
            int[] is = IntStream.range(0, codes.length)
                    .map(i -> codes[i] == own ? 1 : 0)
                    .toArray();
            DeLong area = new DeLong(is, scores[g]);
            sum += area.auc();
            groups.put(labels.get(g), area.estimate().toJson());
        }
        return Optional.of(Json.object()
                .put("algorithm", learner.name())
                .put("folds", FOLDS)
                .put("macro_auc", sum / labels.size())
                .put("groups", groups.build())
                .build());
    }

    private double[][] outOfFold(GroupLearner learner, Target target, Table inputs, RandomStreams random) {
        int k = target.classes().size();
        double[][] scores = new double[k][inputs.rows()];
        for (Split fold : Folds.of(target, FOLDS, null, null, random)) {
            Scores s = learner.scores(
                    inputs.select(fold.train()), target.select(fold.train()), inputs.select(fold.test()));
            for (int i = 0; i < fold.test().length; i++) {
                for (int g = 0; g < k; g++) {
                    double second = s.get(i, 0);
                    scores[g][fold.test()[i]] = k == 2 ? (g == 1 ? second : 1 - second) : s.get(i, g);
                }
            }
        }
        return scores;
    }
}
