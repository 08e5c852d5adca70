package io.candor.io.internal;

import io.candor.core.json.Json;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Trees as JSON, format version 1, and back: flat arrays over nodes, so that depth costs nothing to read. Numbers keep every
 * bit; a cover that is not known is null; bits of levels are hexadecimal words.
 */
final class TreeEnsembleJson {
    private TreeEnsembleJson() {}

    static Json.Obj write(TreeEnsemble model) {
        Trees trees = model.trees();
        List<Json> missing = new ArrayList<>();
        for (boolean left : trees.missingLeft()) missing.add(Json.of(left ? 1 : 0));
        List<String> words = new ArrayList<>();
        for (long word : trees.sets()) words.add(Long.toHexString(word));
        return JsonParts.header(model)
                .put("link", model.link().label())
                .put("base", Json.numbers(model.base()))
                .put("averaged", model.averaged())
                .put(
                        "trees",
                        Json.object()
                                .put("roots", JsonParts.integers(trees.roots()))
                                .put("feature", JsonParts.integers(trees.feature()))
                                .put("threshold", Json.numbers(trees.threshold()))
                                .put("left", JsonParts.integers(trees.left()))
                                .put("right", JsonParts.integers(trees.right()))
                                .put("missing_left", Json.array(missing))
                                .put("set", JsonParts.integers(trees.set()))
                                .put("sets", Json.texts(words))
                                .put("cover", JsonParts.gaps(trees.cover()))
                                .put("values", Json.numbers(trees.values()))
                                .put("width", trees.width())
                                .put("output", JsonParts.integers(trees.output()))
                                .put("comparison", label(trees.comparison()))
                                .put("precision", label(trees.precision()))
                                .build())
                .build();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the JSON is not such a model */
    static TreeEnsemble read(Json.Obj json) {
        Json.Obj trees = json.object("trees");
        int[] missing = JsonParts.integers(trees.array("missing_left"));
        boolean[] missingLeft = new boolean[missing.length];
        for (int i = 0; i < missing.length; i++) {
            if (missing[i] < 0 || missing[i] > 1) throw new IllegalArgumentException("a side is 0 or 1");
            missingLeft[i] = missing[i] == 1;
        }
        List<String> words = JsonParts.texts(trees.array("sets"));
        long[] sets = new long[words.size()];
        for (int i = 0; i < sets.length; i++) sets[i] = Long.parseUnsignedLong(words.get(i), 16);
        return new TreeEnsemble(
                JsonParts.task(json),
                json.text("target"),
                JsonParts.inputs(json),
                JsonParts.classes(json),
                JsonParts.link(json),
                JsonParts.numbers(json.array("base")),
                new Trees(
                        JsonParts.integers(trees.array("roots")),
                        JsonParts.integers(trees.array("feature")),
                        JsonParts.numbers(trees.array("threshold")),
                        JsonParts.integers(trees.array("left")),
                        JsonParts.integers(trees.array("right")),
                        missingLeft,
                        JsonParts.integers(trees.array("set")),
                        sets,
                        JsonParts.readGaps(trees.array("cover")),
                        JsonParts.numbers(trees.array("values")),
                        JsonParts.integer(trees.number("width")),
                        JsonParts.integers(trees.array("output")),
                        Trees.Comparison.valueOf(trees.text("comparison").toUpperCase(Locale.ROOT)),
                        Trees.Precision.valueOf(trees.text("precision").toUpperCase(Locale.ROOT))),
                ((Json.Bool) json.need("averaged")).value());
    }
}
