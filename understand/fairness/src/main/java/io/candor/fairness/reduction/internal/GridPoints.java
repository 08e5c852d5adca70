package io.candor.fairness.reduction.internal;

import io.candor.core.CandorException;
import io.candor.fairness.reduction.Constraint;
import io.candor.fairness.reduction.ReductionRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Multipliers on a grid. Of two sides per cell one coordinate does, positive for the one and negative for the other, and within an event one group does without, as
 * its mean follows from the others'. Points are those of whole coordinates whose absolute values add up to at most a radius, scaled to the limit: in order,
 * the first coordinate slowest. The radius is the smallest that has as many points as are wanted. Immutable.
 *
 * <p>Where the objective lies in the span of the constraint (a mean loss is a sum of the groups' losses) only points at the limit itself are new.
 */
public final class GridPoints {
    private static final int MOST = 100_000;

    private final Setup setup;
    private final Constraint constraint;
    private final boolean onLimit;
    private final int[] cells; // one per coordinate

    /** @param onLimit whether coordinates add up to the limit, not just to as much */
    public GridPoints(Setup setup, Constraint constraint, boolean onLimit) {
        this.setup = setup;
        this.constraint = constraint;
        this.onLimit = onLimit;
        this.cells = coordinates();
    }

    /** Of a grid: how many numbers tell its points apart. */
    public int dimension() {
        return onLimit ? cells.length - 1 : cells.length;
    }

    /**
     * Multipliers of each point.
     *
     * @param size how many points
     * @param evenly whether they are spread over all points of the radius; else the first ones are taken, as the reference does, whose corner is one of mostly
     *     negative coordinates
     * @throws CandorException {@code CND-F035} if the grid can't have two values per dimension
     */
    public List<double[]> points(int size, double limit, boolean evenly) {
        int dimension = dimension();
        if (dimension == 0) return List.of(multipliers(new int[] {1}, limit));
        if (dimension >= 31 || size < 1 << dimension) {
            throw CandorException.user(
                    "CND-F035",
                    "a grid of " + size + " points in " + dimension + " dimensions says next to nothing",
                    "2^" + dimension + " points or more, two values in each dimension",
                    "use the exponentiated gradient, which needs no grid, or join groups");
        }
        if (size > MOST) {
            throw CandorException.user(
                    "CND-F035",
                    "a grid of " + size + " points is too large",
                    "at most " + MOST,
                    "use the exponentiated gradient, which needs no grid");
        }
        double negatives = signed() ? StrictMath.pow(2, cells.length) : 1;
        int radius = (int) Math.floor(StrictMath.pow(size / negatives, 1.0 / dimension) - 1 + 1e-12);
        radius = Math.max(radius, onLimit ? 1 : 0);
        List<int[]> all = new ArrayList<>();
        for (; ; radius++) {
            all.clear();
            enumerate(new int[cells.length], 0, radius, all);
            if (all.size() >= size) break;
        }
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            long at = evenly && size > 1 ? (2L * i * (all.size() - 1) + size - 1) / (2L * (size - 1)) : i;
            points.add(multipliers(all.get((int) at), limit / Math.max(radius, 1)));
        }
        return points;
    }

    private boolean signed() {
        return constraint.sides().size() == 2;
    }

    private void enumerate(int[] entry, int from, int left, List<int[]> all) {
        if (from == entry.length) {
            all.add(entry.clone());
            return;
        }
        boolean edge = onLimit && from == entry.length - 1;
        int low = edge && !signed() ? left : signed() ? -left : 0;
        for (int v = low; v <= left; v += edge ? Math.max(1, 2 * left) : 1) {
            entry[from] = v;
            enumerate(entry, from + 1, left - Math.abs(v), all);
        }
        entry[from] = 0;
    }

    private double[] multipliers(int[] point, double unit) {
        double[] lambda = new double[setup.bound().length];
        int half = setup.names().size();
        for (int d = 0; d < point.length; d++) {
            int at = cells[d] + (point[d] < 0 ? half : 0);
            lambda[at] = Math.abs(point[d]) * unit;
        }
        return lambda;
    }

    /** Cells that have a coordinate: events, then groups, in the order in which rows show them first. */
    private int[] coordinates() {
        List<Cells.Name> names = setup.names();
        ReductionRows rows = setup.measured().rows();
        TreeMap<Cells.Name, Integer> first = Cells.present(constraint, rows);
        TreeMap<String, Integer> ofEvent = new TreeMap<>();
        for (Cells.Name name : names) ofEvent.merge(name.event(), first.getOrDefault(name, 0), Math::min);
        TreeMap<String, Integer> ofGroup = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.group(i) >= 0) ofGroup.putIfAbsent(rows.groups().get(rows.group(i)), i);
        }
        List<Integer> order = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) order.add(c);
        order.sort(Comparator.comparingInt(
                        (Integer c) -> ofEvent.getOrDefault(names.get(c).event(), 0))
                .thenComparingInt(c -> ofGroup.getOrDefault(names.get(c).group(), 0)));
        if (!signed()) return order.stream().mapToInt(c -> c).toArray();
        TreeSet<Integer> last = new TreeSet<>();
        for (int i = 0; i < order.size(); i++) {
            boolean ends = i == order.size() - 1
                    || !names.get(order.get(i))
                            .event()
                            .equals(names.get(order.get(i + 1)).event());
            if (ends) last.add(order.get(i));
        }
        return order.stream().filter(c -> !last.contains(c)).mapToInt(c -> c).toArray();
    }
}
