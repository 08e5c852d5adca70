package io.candor.explain;

import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.json.PackedNumbers;
import io.candor.core.model.Input;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Trees as a page needs them to score rows by itself, as evidence {@code explain.trees} v1; with a typical value of each input and
 * the range of the rows. Of trees that would make the page too heavy it tells only how many they are.
 */
public final class WholeTrees {
    /** Characters of the result that a page can carry. */
    public static final int LONGEST = 300_000;

    private WholeTrees() {}

    /**
     * @param rows of which the typical values are told
     * @param subjects digests of the model and of the data
     */
    public static Evidence evidence(TreeEnsemble model, Table rows, List<Subject> subjects) {
        Optional<Json.Obj> whole = whole(model, rows);
        Json.Obj counted = Json.object()
                .put("complete", false)
                .put("count", model.trees().count())
                .put("nodes", model.trees().feature().length)
                .build();
        return new Evidence(
                "explain.trees",
                1,
                subjects,
                new Evidence.Method("the model itself", 1, "Breiman et al. 1984"),
                Json.object().put("rows", rows.rows()).build(),
                whole.orElse(counted),
                List.of(
                        whole.isPresent()
                                ? "Scores rows; of other rows than those of its training nobody has checked the scores."
                                : "The trees are left out, as a page could not carry them."),
                Disclosure.aggregate(smallest(model.trees(), rows.rows())));
    }

    /** Empty if it is too long. */
    private static Optional<Json.Obj> whole(TreeEnsemble model, Table rows) {
        if (least(model) > LONGEST) return Optional.empty();
        List<Json> inputs = new ArrayList<>();
        List<Json> typical = new ArrayList<>();
        for (Input input : model.inputs()) {
            Json.Builder json = Json.object().put("name", input.name());
            if (input.kind() == Input.Kind.CATEGORY) {
                json.put("kind", "category").put("levels", Json.texts(input.levels()));
                Set<String> levels = new HashSet<>(input.levels());
                typical.add(FrequentLevel.of(rows.column(input.name()), levels::contains)
                        .map(level -> (Json) Json.of(level))
                        .orElse(Json.NULL));
            } else {
                json.put("kind", "number");
                typical.add(median(rows.column(input.name()), json));
            }
            inputs.add(json.build());
        }
        Json.Obj result = Json.object()
                .put("complete", true)
                .put("task", model.task().label())
                .put("target", model.target())
                .put("classes", Json.texts(model.classes()))
                .put("outputs", Json.texts(ModelOutputs.ofTrees(model).names()))
                .put("output", ModelOutputs.ofTrees(model).scale())
                .put("link", model.link().label())
                .put("base", Json.numbers(model.base()))
                .put("inputs", Json.array(inputs))
                .put("typical", Json.array(typical))
                .put("trees", arrays(model))
                .build();
        return Optional.of(result).filter(json -> CanonicalJson.text(json).length() <= LONGEST);
    }

    /** Fewer characters than the result has: so that trees without end are not written out to be counted. */
    private static long least(TreeEnsemble model) {
        Trees trees = model.trees();
        // Per node two flags, three integers with their commas, and eight bytes for each double
        long length = (8L + 10) * trees.feature().length + 10L * trees.values().length;
        for (int i = 0; i < trees.feature().length; i++) {
            if (trees.isLeaf(i) || trees.set()[i] < 0) continue;
            length += model.inputs().get(trees.feature()[i]).levels().size();
        }
        for (Input input : model.inputs()) {
            length += input.name().length();
            for (String level : input.levels()) length += level.length() + 2;
        }
        return length;
    }

    private static long smallest(Trees trees, int rows) {
        double least = rows;
        for (double cover : trees.cover()) if (cover < least) least = cover;
        return Math.max(1, (long) least);
    }

    private static Json.Obj arrays(TreeEnsemble model) {
        Trees trees = model.trees();
        StringBuilder missing = new StringBuilder();
        StringBuilder zero = new StringBuilder();
        Json.Builder sets = Json.object();
        for (int i = 0; i < trees.feature().length; i++) {
            missing.append(trees.missingLeft()[i] ? '1' : '0');
            zero.append(trees.zeroMissing().length > 0 && trees.zeroMissing()[i] ? '1' : '0');
            if (trees.isLeaf(i) || trees.set()[i] < 0) continue;
            StringBuilder levels = new StringBuilder();
            int count = model.inputs().get(trees.feature()[i]).levels().size();
            for (int l = 0; l < count; l++) levels.append(trees.contains(i, l) ? '1' : '0');
            sets.put(Integer.toString(i), levels.toString());
        }
        return Json.object()
                .put("roots", integers(trees.roots()))
                .put("feature", integers(trees.feature()))
                .put("left", integers(trees.left()))
                .put("right", integers(trees.right()))
                .put("threshold", PackedNumbers.of(trees.threshold()))
                .put("values", PackedNumbers.of(trees.values()))
                .put("missingLeft", missing.toString())
                .put("zeroMissing", zero.toString())
                .put("sets", sets.build())
                .put("output", integers(trees.output()))
                .put("width", trees.width())
                .put("averaged", model.averaged())
                .put("orEqual", trees.comparison() == Trees.Comparison.LESS_OR_EQUAL)
                .put("single", trees.precision() == Trees.Precision.FLOAT)
                .build();
    }

    private static Json integers(int[] values) {
        return Json.numbers(Arrays.stream(values).asDoubleStream().toArray());
    }

    private static Json median(Column column, Json.Builder range) {
        if (!(column instanceof NumericColumn numbers)) return Json.NULL;
        double[] known = Arrays.stream(numbers.values())
                .filter(v -> !Double.isNaN(v) && !Double.isInfinite(v))
                .sorted()
                .toArray();
        if (known.length == 0) return Json.NULL;
        range.put("min", known[0]).put("max", known[known.length - 1]);
        return Json.of(EcmaNumber.format(known[known.length / 2]));
    }
}
