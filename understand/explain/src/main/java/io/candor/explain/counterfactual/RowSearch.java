package io.candor.explain.counterfactual;

import io.candor.core.random.RandomStream;
import io.candor.explain.blackbox.BlackBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The search for one row: see the package. */
final class RowSearch {
    private static final int GRID = 24;

    /** Values of all grids together, at least four each. */
    private static final int GRIDS = 6_000;

    private static final int DONORS = 48;
    private static final int FINALISTS = 10;

    private final BlackBox model;
    private final Space space;
    private final Bounds bounds;
    private final Map<String, Bounds> relaxed;
    private final Metric metric;
    private final Preferences wishes;
    private final Neighbours neighbours;
    private final Aim aim;
    private final Scorer scorer;

    RowSearch(BlackBox model, Terrain terrain, Neighbours neighbours, Aim aim, Scorer scorer) {
        this.model = model;
        this.space = terrain.space();
        this.bounds = terrain.bounds();
        this.relaxed = terrain.relaxed();
        this.metric = terrain.metric();
        this.wishes = terrain.wishes();
        this.neighbours = neighbours;
        this.aim = aim;
        this.scorer = scorer;
    }

    /** @param scores the row's own */
    Answer of(int row, double[] from, double[] scores, RandomStream random) {
        double start = aim.gap(scores, 0);
        double score = aim.reached(scores, 0);
        if (start == 0) return new Answer(row, from, score, true, List.of(), false, false, 0, score, List.of());
        double[][] grids = grids(from);
        boolean every = EveryCombination.count(grids) <= wishes.combinations();
        Archive archive = new Archive(metric, from);
        if (every) EveryCombination.into(archive, grids, bounds, scorer, from);
        WalkBack back = new WalkBack(space, bounds, metric, scorer, from);
        donate(archive, back, from);
        if (!every) search(archive, back, grids, start, from, random);
        List<double[]> finished = back.finish(rows(archive.best(3 * wishes.count() + FINALISTS)));
        List<Counterfactual> found = chosen(finished, from);
        double closest = scorer.closest();
        List<String> binding = found.isEmpty() ? binding(from) : List.of();
        boolean cut = scorer.stopped();
        return new Answer(row, from, score, false, found, every && !cut, cut, scorer.scored(), closest, binding);
    }

    private double[][] grids(double[] from) {
        int most = Math.max(4, Math.min(GRID, GRIDS / Math.max(1, from.length)));
        double[][] grids = new double[from.length][];
        for (int j = 0; j < grids.length; j++)
            grids[j] = bounds.reachable(j, from[j], space.feature(j).grid(most));
        return grids;
    }

    private void donate(Archive archive, WalkBack back, double[] from) {
        List<double[]> donors = Donors.nearest(neighbours.all(), bounds, metric, from, DONORS);
        List<double[]> valid = new ArrayList<>();
        double[] gaps = scorer.gaps(donors);
        for (int i = 0; i < gaps.length; i++) if (gaps[i] == 0) valid.add(donors.get(i));
        valid.forEach(archive::add);
        back.sparse(valid).forEach(archive::add);
    }

    private void search(
            Archive archive, WalkBack back, double[][] grids, double start, double[] from, RandomStream random) {
        new BeamSearch(grids, bounds, metric, scorer, from, 2 * wishes.count()).into(archive, start);
        back.finish(rows(archive.best(wishes.count() + FINALISTS))).forEach(archive::add);
        new Evolution(grids, bounds, metric, scorer, from).into(archive, wishes.count(), random);
    }

    private static List<double[]> rows(List<Archive.Entry> entries) {
        return entries.stream().map(Archive.Entry::row).toList();
    }

    /** Some that differ, scored once more. */
    private List<Counterfactual> chosen(List<double[]> finished, double[] from) {
        Archive distinct = new Archive(metric, from);
        finished.forEach(distinct::add);
        List<Archive.Entry> entries = distinct.best(finished.size());
        List<double[]> rows = rows(entries);
        if (rows.isEmpty()) return List.of();
        double[] objectives =
                entries.stream().mapToDouble(Archive.Entry::objective).toArray();
        double[] all = DiverseChoice.withPlausibility(rows, objectives, neighbours, wishes.plausibility());
        List<double[]> picked = DiverseChoice.of(rows, all, metric, wishes.count()).stream()
                .map(rows::get)
                .toList();
        double[] scores = model.score(space.table(picked, 0, picked.size()));
        int outputs = model.outputs().count();
        List<Counterfactual> found = new ArrayList<>();
        for (int i = 0; i < picked.size(); i++) {
            double[] row = picked.get(i);
            if (!bounds.met(from, row)) throw new IllegalStateException(Arrays.toString(row) + " is not allowed");
            if (aim.gap(scores, i * outputs) > 0) continue; // the model does not score a row twice alike
            double nearest = neighbours.distance(row);
            found.add(new Counterfactual(
                    row,
                    aim.reached(scores, i * outputs),
                    metric.distance(from, row),
                    metric.cost(from, row),
                    nearest,
                    neighbours.fartherThan(nearest)));
        }
        return found;
    }

    /** Tried with real rows only. */
    private List<String> binding(double[] from) {
        List<String> binding = new ArrayList<>();
        relaxed.forEach((name, bound) -> {
            double[] gaps = scorer.gaps(Donors.nearest(neighbours.all(), bound, metric, from, 4 * DONORS));
            if (Arrays.stream(gaps).anyMatch(g -> g == 0)) binding.add(name);
        });
        return binding;
    }
}
