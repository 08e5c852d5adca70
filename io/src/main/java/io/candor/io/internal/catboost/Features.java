package io.candor.io.internal.catboost;

import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The inputs of a model in the order of its columns, and its statistics. The file has the texts of all categories in one list, by
 * their hashes: a category's levels are those that one of its questions knows; every other text is an unseen level.
 */
final class Features {
    private static final int MOST_FEATURES = 100_000;

    final List<Input> inputs = new ArrayList<>();
    final int[] ofNumber; // per numeric feature its input
    final boolean[] missingIsLarge; // per numeric feature
    final int[] ofCategory; // per category its input
    final int[][] hashes; // per category and level
    final List<Statistic> statistics = new ArrayList<>();
    final int borders; // of numbers and of one-hot values, which stand before those of statistics

    Features(Json.Obj model) {
        Json.Obj info = model.object("features_info");
        if (!Parts.list(info, "text_features").isEmpty()
                || !Parts.list(info, "embedding_features").isEmpty()) {
            throw ModelReading.another("of texts or embeddings", "train it without them");
        }
        List<Json> numbers = Parts.list(info, "float_features");
        List<Json> categories = Parts.list(info, "categorical_features");
        Json.Obj tables = model.get("ctr_data") instanceof Json.Obj found
                ? found
                : Json.object().build();
        for (Json statistic : Parts.list(info, "ctrs")) {
            statistics.add(new Statistic((Json.Obj) statistic, tables, categories.size()));
        }
        Map<String, Integer> texts = new TreeMap<>();
        for (Json entry : Parts.list(info, "cat_features_hash")) {
            Json.Obj text = (Json.Obj) entry;
            texts.put(text.text("value"), Parts.hash(text.need("hash")));
        }
        int count = 0;
        TreeMap<Integer, Input> placed = new TreeMap<>();
        ofNumber = new int[numbers.size()];
        missingIsLarge = new boolean[numbers.size()];
        for (int i = 0; i < ofNumber.length; i++) {
            Json.Obj number = (Json.Obj) numbers.get(i);
            missingIsLarge[i] =
                    number.optionalText("nan_value_treatment").orElse("").equals("AsTrue");
            count += Parts.list(number, "borders").size();
            ofNumber[i] = place(placed, number, Input.number(name(number)));
        }
        ofCategory = new int[categories.size()];
        hashes = new int[categories.size()][];
        for (int c = 0; c < ofCategory.length; c++) {
            Json.Obj category = (Json.Obj) categories.get(c);
            Set<Integer> known = new HashSet<>();
            for (Json value : Parts.list(category, "values")) known.add(Parts.hash(value));
            count += Parts.list(category, "values").size();
            List<String> levels = new ArrayList<>();
            int of = c;
            texts.forEach((text, hash) -> {
                boolean asked =
                        known.contains(hash) || statistics.stream().anyMatch(s -> s.category == of && s.has(hash));
                if (asked) levels.add(text);
            });
            hashes[c] = levels.stream().mapToInt(texts::get).toArray();
            boolean used = !known.isEmpty() || statistics.stream().anyMatch(s -> s.category == of);
            if (used && levels.isEmpty()) {
                throw ModelReading.another(
                        "without the texts of its categories",
                        "save it with save_model(file, format=\"json\", pool=pool)");
            }
            ofCategory[c] = place(placed, category, Input.category(name(category), levels));
        }
        borders = count;
        Map<Integer, Integer> order = new TreeMap<>();
        Set<String> names = new HashSet<>();
        placed.forEach((flat, input) -> {
            if (!names.add(input.name())) throw new IllegalArgumentException("two features have one name");
            order.put(flat, inputs.size());
            inputs.add(input);
        });
        for (int i = 0; i < ofNumber.length; i++) ofNumber[i] = order.getOrDefault(ofNumber[i], 0);
        for (int c = 0; c < ofCategory.length; c++) ofCategory[c] = order.getOrDefault(ofCategory[c], 0);
    }

    private static int place(Map<Integer, Input> placed, Json.Obj feature, Input input) {
        int flat = Parts.index(feature, "flat_feature_index", MOST_FEATURES);
        if (placed.put(flat, input) != null) throw new IllegalArgumentException("two features have one place");
        return flat;
    }

    private static String name(Json.Obj feature) {
        String name = feature.optionalText("feature_name")
                .filter(n -> !n.isEmpty())
                .or(() -> feature.optionalText("feature_id"))
                .orElse("");
        return name.isEmpty() ? "f" + EcmaNumber.format(feature.number("flat_feature_index")) : name;
    }
}
