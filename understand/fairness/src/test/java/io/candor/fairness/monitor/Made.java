package io.candor.fairness.monitor;

import io.candor.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Made decisions whose rates are known. */
final class Made {
    static final MonitorPlan.Feature SEX = new MonitorPlan.Feature("sex", List.of("F", "M"));

    private Made() {}

    /** One row: group, decision, label (−1 none), score, position. */
    record Row(int group, int decision, int label, double score, long position) {}

    static Batch batch(List<Row> rows, boolean late) {
        int n = rows.size();
        int[] groups = new int[n];
        int[] decisions = new int[n];
        int[] labels = new int[n];
        double[] scores = new double[n];
        long[] positions = new long[n];
        for (int i = 0; i < n; i++) {
            Row r = rows.get(i);
            groups[i] = r.group();
            decisions[i] = r.decision();
            labels[i] = r.label();
            scores[i] = r.score();
            positions[i] = r.position();
        }
        return new Batch(new int[][] {groups}, decisions, labels, scores, positions, late);
    }

    static Batch batch(List<Row> rows) {
        return batch(rows, false);
    }

    /** Counts of label × decision of a group: n rows with base rate b and rates u, v among positives and negatives. */
    static List<Row> drawn(RandomStream random, int group, int n, double b, double u, double v, long position) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int label = random.nextDouble() < b ? 1 : 0;
            int decision = random.nextDouble() < (label == 1 ? u : v) ? 1 : 0;
            double score = (decision + random.nextDouble()) / 2;
            rows.add(new Row(group, decision, label, score, position));
        }
        return rows;
    }

    /** Exactly these counts. */
    static List<Row> exact(int group, int tp, int fn, int fp, int tn, long position) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < tp; i++) rows.add(new Row(group, 1, 1, 0.9, position));
        for (int i = 0; i < fn; i++) rows.add(new Row(group, 0, 1, 0.4, position));
        for (int i = 0; i < fp; i++) rows.add(new Row(group, 1, 0, 0.6, position));
        for (int i = 0; i < tn; i++) rows.add(new Row(group, 0, 0, 0.1, position));
        return rows;
    }

    @SafeVarargs
    static List<Row> all(List<Row>... parts) {
        List<Row> rows = new ArrayList<>();
        for (List<Row> part : parts) rows.addAll(part);
        return rows;
    }
}
