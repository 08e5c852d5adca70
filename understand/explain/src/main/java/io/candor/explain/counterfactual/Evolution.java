package io.candor.explain.counterfactual;

import io.candor.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Mixes valid rows: a child takes each input from one of two parents or from the row itself, and often one change more, on the
 * grid. Ends after some generations without anything better.
 */
final class Evolution {
    private static final int PARENTS = 24;
    private static final int CHILDREN = 96;
    private static final int GENERATIONS = 10;
    private static final int PATIENCE = 2;

    private final double[][] grids;
    private final Bounds bounds;
    private final Metric metric;
    private final Scorer scorer;
    private final double[] from;
    private final int[] open; // inputs that can change

    Evolution(double[][] grids, Bounds bounds, Metric metric, Scorer scorer, double[] from) {
        this.grids = grids;
        this.bounds = bounds;
        this.metric = metric;
        this.scorer = scorer;
        this.from = from;
        int[] all = new int[from.length];
        Arrays.setAll(all, j -> j);
        open = Arrays.stream(all).filter(j -> grids[j].length > 0).toArray();
    }

    /** @param count ways that are wanted: what these cost together is what must get better */
    void into(Archive archive, int count, RandomStream random) {
        Set<RowKey> seen = new HashSet<>();
        double best = sum(archive, count);
        int idle = 0;
        for (int g = 0; g < GENERATIONS && idle < PATIENCE && !scorer.stopped(); g++) {
            List<Archive.Entry> parents = archive.best(PARENTS);
            if (parents.isEmpty() || open.length == 0) return;
            double worst = parents.get(parents.size() - 1).objective();
            List<double[]> children = new ArrayList<>();
            for (int c = 0; c < CHILDREN; c++) {
                double[] a = parents.get(random.nextInt(parents.size())).row();
                double[] b = parents.get(random.nextInt(parents.size())).row();
                double[] child = child(a, b, random);
                bounds.repair(from, child);
                if (!seen.add(new RowKey(child))) continue;
                double objective = metric.objective(from, child);
                if (objective > 0 && (objective < worst || parents.size() < PARENTS)) children.add(child);
            }
            double[] gaps = scorer.gaps(children);
            for (int i = 0; i < gaps.length; i++) if (gaps[i] == 0) archive.add(children.get(i));
            double now = sum(archive, count);
            idle = now < best ? 0 : idle + 1;
            best = now;
        }
    }

    private double[] child(double[] a, double[] b, RandomStream random) {
        double[] child = from.clone();
        for (int j : open) {
            double u = random.nextDouble();
            if (u < 0.45) child[j] = a[j];
            else if (u < 0.9) child[j] = b[j];
        }
        if (random.nextDouble() < 0.7) {
            int j = open[random.nextInt(open.length)];
            child[j] = grids[j][random.nextInt(grids[j].length)];
        }
        return child;
    }

    private static double sum(Archive archive, int count) {
        return archive.best(count).stream()
                .mapToDouble(Archive.Entry::objective)
                .sum();
    }
}
