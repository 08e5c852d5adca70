package io.candor.explain.errors;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a model is wrong, as evidence {@code explain.error-tree} v1 and {@code explain.error-map} v1.
 *
 * <pre>{@code
 * double[] errors = ErrorMeasure.ERROR_RATE.errors(truth, predicted); // indices of classes
 * ErrorRows rows = new ErrorRows(ErrorMeasure.ERROR_RATE, table, errors, List.of("age", "sex"));
 * Evidence tree = new ErrorEvidence(rows, new ErrorTree.Settings(3, 31, 20, true, 42), subjects).tree();
 * }</pre>
 */
public final class ErrorEvidence {
    private final ErrorRows rows;
    private final ErrorTree.Settings settings;
    private final List<Subject> subjects;

    public ErrorEvidence(ErrorRows rows, ErrorTree.Settings settings, List<Subject> subjects) {
        this.rows = rows;
        this.settings = settings;
        this.subjects = List.copyOf(subjects);
    }

    /** Columns for a map, chosen on the rows that choose: the most informative of errors, and the one that adds most to it; none if none is. */
    public List<String> informative() {
        return Informativeness.pair(rows, choosing());
    }

    private int[] choosing() {
        return rows.halves(settings.honest(), settings.seed()).get(0);
    }

    public Evidence tree() {
        List<ErrorTree.Node> nodes = ErrorTree.of(rows, settings);
        Tally overall = nodes.get(0).measured();
        List<Json> listed = new ArrayList<>();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < nodes.size(); i++) {
            ErrorTree.Node node = nodes.get(i);
            if (node.measured().rows() > 0)
                least = Math.min(least, node.measured().rows());
            Json.Builder json = node.measured()
                    .json(overall, settings.minRows())
                    .put("node", i)
                    .put("depth", node.depth())
                    .put("leaf", node.leaf())
                    .put("text", node.own() == null ? "all rows" : node.own().text())
                    .put("conditions", node.path().conditionsJson())
                    .put(
                            "grown",
                            Json.object()
                                    .put("rows", node.grown().rows())
                                    .put("errors", node.grown().total())
                                    .put("value", node.grown().point())
                                    .build());
            if (node.parent() >= 0) json.put("parent", node.parent());
            listed.add(json.build());
        }
        List<Json> ranked = new ArrayList<>();
        for (Informativeness.Ranked r : Informativeness.of(rows, choosing()))
            ranked.add(Json.object()
                    .put("name", r.name())
                    .put("information", r.bits())
                    .build());
        List<String> limits = new ArrayList<>(limits(settings.honest()));
        limits.add("Another sample may give another tree: a node names rows with more errors, not why they have them.");
        return new Evidence(
                "explain.error-tree",
                1,
                subjects,
                new Evidence.Method(
                        settings.honest() ? "error tree, grown on one half and measured on the other" : "error tree",
                        1,
                        "Breiman et al. 1984; Athey & Imbens 2016; Miller 1955"),
                parameters(settings.honest())
                        .put("max_depth", settings.maxDepth())
                        .put("max_leaves", settings.maxLeaves())
                        .build(),
                result(overall)
                        .put("features", Json.array(ranked))
                        .put("nodes", Json.array(listed))
                        .build(),
                limits,
                Disclosure.aggregate(least));
    }

    /** @param chosen whether the columns were chosen by the data: then bins and columns come from one half, numbers from the other */
    public Evidence map(ErrorMap map, boolean chosen) {
        boolean honest = settings.honest() && chosen;
        List<int[]> halves = rows.halves(honest, settings.seed());
        ErrorMap.Found found = map.of(rows, halves.get(0), halves.get(1));
        List<Json> sides = new ArrayList<>();
        for (Bins side : found.sides()) {
            List<Json> bins = IntStream.range(0, side.count())
                    .mapToObj(b -> (Json) Json.object()
                            .put("label", side.label(b))
                            .put("condition", side.condition(b).toJson())
                            .build())
                    .toList();
            sides.add(Json.object()
                    .put("name", side.column().name())
                    .put("kind", side.numeric() ? "number" : "category")
                    .put("bins", Json.array(bins))
                    .build());
        }
        List<Json> cells = new ArrayList<>();
        long least = Long.MAX_VALUE;
        for (ErrorMap.Cell cell : found.cells()) {
            if (cell.tally().rows() > 0) least = Math.min(least, cell.tally().rows());
            cells.add(cell.tally()
                    .json(found.overall(), map.minRows())
                    .put(
                            "bins",
                            Json.numbers(
                                    cell.bins().stream().mapToDouble(b -> b).toArray()))
                    .build());
        }
        return new Evidence(
                "explain.error-map",
                1,
                subjects,
                new Evidence.Method("error map", 1, "Wilson 1927; Student 1908"),
                parameters(honest)
                        .put("bins", map.bins())
                        .put("width", (map.equalWidth() ? Bins.Width.EQUAL : Bins.Width.QUANTILE).label())
                        .put("chosen", chosen)
                        .build(),
                result(found.overall())
                        .put("features", Json.array(sides))
                        .put("cells", Json.array(cells))
                        .build(),
                limits(honest || !chosen),
                Disclosure.aggregate(least));
    }

    private Json.Builder parameters(boolean honest) {
        return Json.object()
                .put("measure", rows.measure().label())
                .put("columns", Json.texts(rows.features()))
                .put("min_rows", settings.minRows())
                .put("honest", honest)
                .put("seed", Long.toString(settings.seed()))
                .put("confidence", 0.95);
    }

    private Json.Builder result(Tally overall) {
        return Json.object()
                .put("measure", rows.measure().label())
                .put("words", rows.measure().words())
                .put("better", rows.measure().better())
                .put("rows", overall.rows())
                .put("errors", overall.total())
                .put("value", overall.value(1).toJson());
    }

    private static List<String> limits(boolean apart) {
        return List.of(
                apart
                        ? "Rows that chose what is shown are not those that its numbers are measured on."
                        : "What is shown was chosen on the rows that measure it: its differences look larger than they are.",
                "Each interval holds by itself: of twenty, one is expected to miss.",
                "Fewer rows than the least are no basis for a number; their count and share of errors are shown.");
    }
}
