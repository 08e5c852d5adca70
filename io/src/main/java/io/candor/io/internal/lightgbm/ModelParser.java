package io.candor.io.internal.lightgbm;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import io.candor.core.json.Json;
import io.candor.io.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parses a LightGBM model: a header of {@code key=value} lines, a block of such lines for each tree, then parameters, which are
 * not needed, and at the end the categories of pandas. All numbers and texts that are kept count against one allowance, so no
 * file takes more memory than there is. Used once.
 */
final class ModelParser {
    private static final int MOST_FEATURES = 100_000;
    private static final int MOST_KEYS = 100;
    private static final String CATEGORIES = "pandas_categorical:";

    private final LineReader lines;
    private long left = Runtime.getRuntime().maxMemory() / 64;
    private @Nullable String line;

    ModelParser(LineReader lines) {
        this.lines = lines;
    }

    /** @throws IllegalArgumentException if it is no such text */
    ModelText model() throws IOException {
        if (!"tree".equals(lines.next())) throw new IllegalArgumentException("it does not start with 'tree'");
        line = lines.next();
        Map<String, String> header = block();
        String version = need(header, "version");
        if (!version.matches("v[234]")) throw ModelReading.another("of version " + ModelReading.brief(version));
        int features = whole(need(header, "max_feature_idx")) + 1;
        if (features < 1 || features > MOST_FEATURES)
            throw new IllegalArgumentException("it has no or too many features");
        int outputs = whole(need(header, "num_tree_per_iteration"));
        List<String> names = texts(need(header, "feature_names"), features);
        List<String> infos =
                header.containsKey("feature_infos") ? texts(need(header, "feature_infos"), features) : List.of();
        List<RawTree> trees = new ArrayList<>();
        while (line != null && line.startsWith("Tree=")) {
            if (whole(line.substring(5)) != trees.size()) throw new IllegalArgumentException("a tree is missing");
            line = lines.next();
            trees.add(tree(block()));
            allow(64); // what a tree takes beside its lists
        }
        boolean ends = "end of trees".equals(line) || "feature importances:".equals(line); // of v2
        if (!ends) throw new IllegalArgumentException("the end of its trees is missing");
        return new ModelText(
                header.getOrDefault("objective", ""),
                outputs,
                header.containsKey("average_output"),
                names,
                infos,
                trees,
                categories());
    }

    /** The lines up to the next block; empty ones after it are skipped. */
    private Map<String, String> block() throws IOException {
        Map<String, String> block = new HashMap<>();
        while (line != null && !line.isEmpty() && !line.startsWith("Tree=")) {
            int at = line.indexOf('=');
            String key = at < 0 ? line : line.substring(0, at);
            if (block.size() == MOST_KEYS) throw new IllegalArgumentException("a block has too many lines");
            if (block.put(key, at < 0 ? "" : line.substring(at + 1)) != null) {
                throw new IllegalArgumentException("'" + ModelReading.brief(key) + "' is there twice");
            }
            line = lines.next();
        }
        while (line != null && line.isEmpty()) line = lines.next();
        return block;
    }

    private RawTree tree(Map<String, String> block) {
        int leaves = whole(need(block, "num_leaves"));
        if (leaves < 1) throw new IllegalArgumentException("a tree has no leaves");
        if (!block.getOrDefault("is_linear", "0").equals("0")) throw ModelReading.another("with linear leaves");
        int inner = leaves - 1;
        int sets = whole(block.getOrDefault("num_cat", "0"));
        if (sets < 0 || sets > inner) throw new IllegalArgumentException("it has no such number of sets");
        boolean single = inner == 0;
        int[] setFrom = sets == 0 || single ? new int[0] : integers(need(block, "cat_boundaries"), sets + 1);
        int words = setFrom.length == 0 ? 0 : setFrom[sets];
        return new RawTree(
                single ? new int[0] : integers(need(block, "split_feature"), inner),
                single ? new double[0] : numbers(need(block, "threshold"), inner),
                single ? new int[0] : integers(need(block, "decision_type"), inner),
                single ? new int[0] : integers(need(block, "left_child"), inner),
                single ? new int[0] : integers(need(block, "right_child"), inner),
                numbers(need(block, "leaf_value"), leaves),
                counts(block.get("internal_count"), inner),
                counts(block.get("leaf_count"), leaves),
                setFrom,
                words == 0 ? new int[0] : integers(need(block, "cat_threshold"), words));
    }

    private double[] counts(@Nullable String text, int count) {
        return text == null || text.isBlank() ? new double[0] : numbers(text, count);
    }

    private List<Json> categories() throws IOException {
        String last = null;
        for (line = lines.next(); line != null; line = lines.next()) if (line.startsWith(CATEGORIES)) last = line;
        if (last == null) return List.of();
        allow(last.length());
        Json lists = JsonText.parse(last.substring(CATEGORIES.length()), "categories of pandas");
        if (lists instanceof Json.Null) return List.of();
        if (lists instanceof Json.Arr list) return list.items();
        throw new IllegalArgumentException("the categories of pandas are no list");
    }

    private static String need(Map<String, String> block, String key) {
        String value = block.get(key);
        if (value == null) throw new IllegalArgumentException("'" + key + "' is missing");
        return Objects.requireNonNull(value);
    }

    private List<String> texts(String text, int expected) {
        String[] parts = text.split(" ", -1);
        if (parts.length != expected) throw new IllegalArgumentException("not one name or range per feature");
        for (String part : parts) allow(4 + part.length() / 8);
        return Arrays.asList(parts);
    }

    /** What is done with one number of a list. */
    @FunctionalInterface
    private interface At {
        void take(int index, String text, int from, int length);
    }

    private void each(String text, int expected, At at) {
        if (expected > text.length() / 2 + 1) throw new IllegalArgumentException("a list is too short");
        allow(expected);
        int count = 0;
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf(' ', from);
            if (end < 0) end = text.length();
            if (end > from) {
                if (count == expected) throw new IllegalArgumentException("a list is too long");
                at.take(count++, text, from, end - from);
            }
            from = end + 1;
        }
        if (count != expected) throw new IllegalArgumentException("a list is too short");
    }

    private double[] numbers(String text, int expected) {
        if (expected > text.length() / 2 + 1) throw new IllegalArgumentException("a list is too short");
        double[] values = new double[expected];
        each(text, expected, (i, all, from, length) -> values[i] = JavaDoubleParser.parseDouble(all, from, length));
        return values;
    }

    /** 32 bits each, with a sign or without. */
    private int[] integers(String text, int expected) {
        if (expected > text.length() / 2 + 1) throw new IllegalArgumentException("a list is too short");
        int[] values = new int[expected];
        each(text, expected, (i, all, from, length) -> {
            long value = Long.parseLong(all, from, from + length, 10);
            if (value < Integer.MIN_VALUE || value > 0xFFFF_FFFFL) {
                throw new IllegalArgumentException("a number is too large");
            }
            values[i] = (int) value;
        });
        return values;
    }

    private static int whole(String text) {
        return Integer.parseInt(text.strip());
    }

    private void allow(int n) {
        left -= n;
        if (left < 0) throw new IllegalArgumentException("it holds more than fits into memory");
    }
}
