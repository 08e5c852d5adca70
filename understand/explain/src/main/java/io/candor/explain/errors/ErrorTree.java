package io.candor.explain.errors;

import io.candor.core.CandorException;
import io.candor.core.data.Cohort;
import io.candor.core.data.Condition;
import io.candor.core.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A small regression tree on the errors of a model (Breiman et al. 1984): its leaves are groups of rows on which the model is wrong more
 * or less often. Leaves that gain most are split first. Because a tree that is chosen on rows looks better on them than elsewhere, the rows
 * are dealt into two halves: one chooses the splits, the other measures what the report says (Athey &amp; Imbens 2016, "honest").
 *
 * <p>Deviations: numbers are cut at most at 255 quantiles, of categories the 32 most frequent levels of the choosing half may be named; the
 * side with more error is listed first. The signed error is split as it is, others by their size.
 */
public final class ErrorTree {
    private static final int CUTS = 256;
    private static final int LEVELS = 32;

    /**
     * How the tree is grown.
     *
     * @param minRows on either side of a split; a node with fewer measured rows has not enough data for a number
     * @param honest whether rows that choose do not measure
     */
    public record Settings(int maxDepth, int maxLeaves, int minRows, boolean honest, long seed) {
        public static final int MAX_DEPTH = 3;
        public static final int MAX_LEAVES = 31;
        public static final int MIN_ROWS = 20;

        /** @throws CandorException {@code CND-E045} if a setting is out of range */
        public Settings {
            check("max-depth", maxDepth, 0, 12);
            check("max-leaves", maxLeaves, 1, 1024);
            check("min-rows", minRows, 1, 1_000_000_000);
        }

        public static Settings defaults(long seed) {
            return new Settings(MAX_DEPTH, MAX_LEAVES, MIN_ROWS, true, seed);
        }

        private static void check(String name, int value, int least, int most) {
            if (value >= least && value <= most) return;
            throw CandorException.user(
                    "CND-E045",
                    name + " " + value + " is out of range",
                    "a whole number from " + least + " to " + most,
                    "leave it out for the default");
        }
    }

    /**
     * A node. Its children, if it has any, follow it.
     *
     * @param parent position, −1 for the first
     * @param own condition that parts it from its sibling; null for the first
     * @param path all conditions from the first node on
     * @param grown errors of the rows that chose the tree
     * @param measured errors of the rows that did not (of the same if the tree is not honest)
     */
    record Node(
            int parent, int depth, @Nullable Condition own, Cohort path, Tally grown, Tally measured, boolean leaf) {}

    private final ErrorRows rows;
    private final Settings settings;
    private final int[] growing;
    private final int[] measuring;
    private final double[] errors;
    private final List<Growing> leaves = new ArrayList<>();

    private ErrorTree(ErrorRows rows, Settings settings) {
        this.rows = rows;
        this.settings = settings;
        List<int[]> halves = rows.halves(settings.honest(), settings.seed());
        this.growing = halves.get(0);
        this.measuring = halves.get(1);
        this.errors = Arrays.stream(growing).mapToDouble(r -> rows.errors()[r]).toArray();
    }

    /** A leaf while the tree grows; positions are of {@link #growing}. */
    private static final class Growing {
        final int depth;
        final @Nullable Condition own;
        final Cohort path;
        final int[] positions;
        SplitSearch.@Nullable Split split;

        @Nullable
        Growing first;

        @Nullable
        Growing second;

        Growing(int depth, @Nullable Condition own, Cohort path, int[] positions) {
            this.depth = depth;
            this.own = own;
            this.path = path;
            this.positions = positions;
        }
    }

    /** Nodes, each before those below it. */
    static List<Node> of(ErrorRows rows, Settings settings) {
        ErrorTree tree = new ErrorTree(rows, settings);
        List<Node> nodes = new ArrayList<>();
        tree.list(tree.grow(), -1, tree.measuring, nodes);
        return nodes;
    }

    private Growing grow() {
        List<SplitSearch> searches = new ArrayList<>();
        for (String feature : rows.features()) {
            Bins bins = Bins.of(
                    rows.table().column(feature),
                    growing,
                    rows.table().column(feature) instanceof io.candor.core.data.NumericColumn ? CUTS : LEVELS,
                    Bins.Width.QUANTILE);
            searches.add(new SplitSearch(bins, bins.codes(growing), errors, settings.minRows()));
        }
        int[] all = new int[growing.length];
        Arrays.setAll(all, i -> i);
        Growing root = new Growing(0, null, new Cohort("all", List.of()), all);
        add(root, searches);
        while (leaves.size() < settings.maxLeaves()) {
            Growing most = null;
            for (Growing leaf : leaves) {
                if (leaf.split == null) continue;
                if (most == null || most.split == null || leaf.split.gain() > most.split.gain()) most = leaf;
            }
            if (most == null || most.split == null) break;
            leaves.remove(most);
            Growing one = child(most, most.split.one());
            Growing other = child(most, most.split.other());
            boolean swap = mean(other) > mean(one);
            most.first = swap ? other : one;
            most.second = swap ? one : other;
            add(most.first, searches);
            add(most.second, searches);
        }
        return root;
    }

    private void add(Growing leaf, List<SplitSearch> searches) {
        if (leaf.depth < settings.maxDepth() && leaf.positions.length >= 2L * settings.minRows()) {
            for (SplitSearch search : searches) {
                SplitSearch.Split split = search.best(leaf.positions);
                if (split != null && (leaf.split == null || split.gain() > leaf.split.gain())) leaf.split = split;
            }
        }
        leaves.add(leaf);
    }

    private Growing child(Growing parent, Condition own) {
        IntPredicate in = own.on(rows.table());
        int[] positions =
                Arrays.stream(parent.positions).filter(p -> in.test(growing[p])).toArray();
        return new Growing(parent.depth + 1, own, parent.path.and(own), positions);
    }

    private double mean(Growing node) {
        double sum = 0;
        for (int p : node.positions) sum += errors[p];
        return sum / node.positions.length;
    }

    private void list(Growing node, int parent, int[] here, List<Node> nodes) {
        int[] grown = Arrays.stream(node.positions).map(p -> growing[p]).toArray();
        int at = nodes.size();
        nodes.add(new Node(
                parent, node.depth, node.own, node.path, rows.tally(grown), rows.tally(here), node.first == null));
        if (node.first == null || node.second == null) return;
        for (Growing child : List.of(node.first, node.second)) {
            Table table = rows.table();
            IntPredicate in = child.own == null ? row -> true : child.own.on(table);
            list(child, at, Arrays.stream(here).filter(in).toArray(), nodes);
        }
    }
}
