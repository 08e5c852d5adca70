package io.candor.io.internal;

import io.candor.core.json.Json;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Trees as JSON, format version 1, and back: flat arrays over nodes, so that depth costs nothing to read. Numbers keep every
 * bit; a cover that is not known is null; bits of levels are hexadecimal words; {@code zero_missing} is there where it says
 * something.
 */
final class TreeEnsembleJson {
    private TreeEnsembleJson() {}

    static Json.Obj write(TreeEnsemble model) {
        Trees trees = model.trees();
        List<String> words = new ArrayList<>();
        for (long word : trees.sets()) words.add(Long.toHexString(word));
        Json.Builder arrays = Json.object()
                .put("roots", JsonParts.integers(trees.roots()))
                .put("feature", JsonParts.integers(trees.feature()))
                .put("threshold", Json.numbers(trees.threshold()))
                .put("left", JsonParts.integers(trees.left()))
                .put("right", JsonParts.integers(trees.right()))
                .put("missing_left", flags(trees.missingLeft()))
                .put("set", JsonParts.integers(trees.set()))
                .put("sets", Json.texts(words))
                .put("cover", JsonParts.gaps(trees.cover()))
                .put("values", Json.numbers(trees.values()))
                .put("width", trees.width())
                .put("output", JsonParts.integers(trees.output()))
                .put("comparison", label(trees.comparison()))
                .put("precision", label(trees.precision()));
        if (trees.zeroMissing().length > 0) arrays.put("zero_missing", flags(trees.zeroMissing()));
        return JsonParts.header(model)
                .put("link", model.link().label())
                .put("base", Json.numbers(model.base()))
                .put("averaged", model.averaged())
                .put("trees", arrays.build())
                .build();
    }

    private static Json flags(boolean[] values) {
        List<Json> flags = new ArrayList<>();
        for (boolean value : values) flags.add(Json.of(value ? 1 : 0));
        return Json.array(flags);
    }

    private static boolean[] flags(List<Json> items) {
        int[] numbers = JsonParts.integers(items);
        boolean[] flags = new boolean[numbers.length];
        for (int i = 0; i < flags.length; i++) {
            if (numbers[i] < 0 || numbers[i] > 1) throw new IllegalArgumentException("a flag is 0 or 1");
            flags[i] = numbers[i] == 1;
        }
        return flags;
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the JSON is not such a model */
    static TreeEnsemble read(Json.Obj json) {
        Json.Obj trees = json.object("trees");
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
                        flags(trees.array("missing_left")),
                        trees.get("zero_missing") == null ? new boolean[0] : flags(trees.array("zero_missing")),
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
