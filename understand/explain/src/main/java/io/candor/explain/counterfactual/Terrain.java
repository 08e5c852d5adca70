package io.candor.explain.counterfactual;

import io.candor.core.data.Table;
import io.candor.core.model.Model;
import io.candor.core.random.RandomStreams;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is the same for all rows of a search.
 *
 * @param relaxed all constraints but one, by what is left out
 */
record Terrain(Space space, Bounds bounds, Map<String, Bounds> relaxed, Metric metric, Preferences wishes) {
    private static final int MOST = 20_000;

    /** Of the data at most 20,000 rows, drawn by the seed, stay at hand. */
    static Terrain of(Model model, Table data, Table asked, Constraints constraints, Preferences wishes, long seed) {
        int[] order = new RandomStreams(seed)
                .stream("explain.counterfactual.population").permutation(data.rows());
        int[] kept = Arrays.stream(order).limit(MOST).sorted().toArray();
        Space space = new Space(model.inputs(), data, kept, asked);
        Bounds bounds = new Bounds(constraints, space);
        Map<String, Bounds> relaxed = new LinkedHashMap<>();
        constraints.relaxed().forEach((name, fewer) -> relaxed.put(name, new Bounds(fewer, space)));
        double[] prices = new double[space.width()];
        Arrays.fill(prices, 1);
        wishes.costs().forEach((name, price) -> prices[Bounds.index(space, name)] = price);
        return new Terrain(space, bounds, relaxed, new Metric(space, prices, wishes.perChange()), wishes);
    }
}
