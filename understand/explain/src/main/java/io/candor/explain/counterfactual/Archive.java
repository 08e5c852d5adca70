package io.candor.explain.counterfactual;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Valid rows that were found, the best few for each set of changed inputs: so that one way out does not crowd out the others.
 */
final class Archive {
    /** For each set of changed inputs. */
    private static final int KEPT = 3;

    /** Least first; of equals the one with the smaller values, so that the order is always the same. */
    static final Comparator<Entry> ORDER =
            Comparator.comparingDouble(Entry::objective).thenComparing((a, b) -> compare(a.row(), b.row()));

    /** @param objective from the row that is explained */
    @SuppressWarnings("ArrayRecordComponent") // compared by ORDER
    record Entry(double[] row, double objective) {}

    private final Metric metric;
    private final double[] from;
    private final Map<BitSet, List<Entry>> byChanges = new HashMap<>();

    Archive(Metric metric, double[] from) {
        this.metric = metric;
        this.from = from;
    }

    static int compare(double[] a, double[] b) {
        for (int j = 0; j < a.length; j++) {
            int order = Double.compare(a[j], b[j]);
            if (order != 0) return order;
        }
        return 0;
    }

    static BitSet changed(double[] from, double[] to) {
        BitSet changed = new BitSet(from.length);
        for (int j = 0; j < from.length; j++) if (!Move.same(from[j], to[j])) changed.set(j);
        return changed;
    }

    void add(double[] row) {
        Entry entry = new Entry(row, metric.objective(from, row));
        List<Entry> known = byChanges.computeIfAbsent(changed(from, row), c -> new ArrayList<>());
        int at = 0;
        while (at < known.size() && ORDER.compare(known.get(at), entry) < 0) at++;
        if (at < known.size() && ORDER.compare(known.get(at), entry) == 0) return;
        known.add(at, entry);
        if (known.size() > KEPT) known.remove(KEPT);
    }

    boolean isEmpty() {
        return byChanges.isEmpty();
    }

    /** The best ones of all sets: first the best of each, then the second best, up to so many; in order. */
    List<Entry> best(int most) {
        List<Entry> picked = new ArrayList<>();
        for (int rank = 0; rank < KEPT && picked.size() < most; rank++) {
            List<Entry> next = new ArrayList<>();
            for (List<Entry> known : byChanges.values()) if (rank < known.size()) next.add(known.get(rank));
            next.sort(ORDER);
            picked.addAll(next.subList(0, Math.min(next.size(), most - picked.size())));
        }
        picked.sort(ORDER);
        return picked;
    }

    /** The objective of the best entry of the set that is so many-th; infinite if there are fewer. */
    double bound(int rank) {
        double[] bests = byChanges.values().stream()
                .mapToDouble(known -> known.get(0).objective())
                .sorted()
                .toArray();
        return bests.length < rank ? Double.POSITIVE_INFINITY : bests[rank - 1];
    }
}
