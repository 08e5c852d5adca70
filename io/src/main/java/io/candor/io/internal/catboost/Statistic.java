package io.candor.io.internal.catboost;

import io.candor.core.json.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A statistic of one category ("CTR"): a constant per level once training has ended, (count + prior) / (total + denominator),
 * shifted and scaled, in floats as CatBoost counts. Levels that the table does not have get what no rows give.
 */
final class Statistic {
    private static final long FACTOR = 0x4906ba494954cb65L;

    final int category;
    final double[] borders;
    private final String type;
    private final float prior;
    private final float denominator;
    private final float shift;
    private final float scale;
    private final int border;
    private final double total; // of all rows, where it counts levels
    private final Map<Long, double[]> rows = new HashMap<>();

    /**
     * @param tables of the file
     * @param categories how many there are
     */
    Statistic(Json.Obj statistic, Json.Obj tables, int categories) {
        List<Json> elements = statistic.array("elements");
        if (elements.size() != 1
                || !((Json.Obj) elements.get(0)).text("combination_element").equals("cat_feature_value")) {
            throw ModelReading.another(
                    "with statistics of features in combination, which no tree on the raw inputs can express",
                    "train it with max_ctr_complexity=1");
        }
        category = Parts.index((Json.Obj) elements.get(0), "cat_feature_index", categories);
        borders = statistic.array("borders").stream().mapToDouble(Parts::number).toArray();
        type = statistic.text("ctr_type");
        if (!List.of("Borders", "Buckets", "BinarizedTargetMeanValue", "FloatTargetMeanValue", "Counter", "FeatureFreq")
                .contains(type)) {
            throw ModelReading.another(
                    "with a statistic of the type " + ModelReading.brief(type), "train it with another one");
        }
        prior = (float) statistic.number("prior_numerator");
        denominator = (float) statistic.number("prior_denomerator");
        shift = (float) statistic.number("shift");
        scale = (float) statistic.number("scale");
        border = Parts.index(statistic, "target_border_idx", 1000);
        Json.Obj table = tables.object(statistic.text("identifier"));
        total = table.number("counter_denominator");
        List<Json> cells = table.array("hash_map");
        int stride = Parts.index(table, "hash_stride", 10_000);
        if (stride < 2 || cells.size() % stride != 0) throw new IllegalArgumentException("a table has half a row");
        for (int i = 0; i < cells.size(); i += stride) {
            long hash = Long.parseUnsignedLong(((Json.Str) cells.get(i)).value());
            if (hash == -1) continue; // an empty row
            double[] row = new double[stride - 1];
            for (int c = 0; c < row.length; c++) row[c] = Parts.number(cells.get(i + 1 + c));
            rows.put(hash, row);
        }
    }

    private static long key(int level) {
        return FACTOR * (FACTOR * level);
    }

    boolean has(int level) {
        return rows.containsKey(key(level));
    }

    /** The number of a level's rows. */
    float of(int level) {
        double[] row = rows.get(key(level));
        return row == null ? unseen() : value(row);
    }

    float unseen() {
        return counts() ? calculated(0, total) : calculated(0, 0);
    }

    private boolean counts() {
        return type.equals("Counter") || type.equals("FeatureFreq");
    }

    private float value(double[] row) {
        if (counts()) return calculated(row[0], total);
        if (type.endsWith("MeanValue")) {
            if (row.length < 2) throw new IllegalArgumentException("a table has too few columns");
            return calculated(row[0], row[1]);
        }
        if (border >= row.length) throw new IllegalArgumentException("a table has too few columns");
        double all = Arrays.stream(row).sum();
        if (type.equals("Buckets")) return calculated(row[border], all);
        return calculated(Arrays.stream(row, border + 1, row.length).sum(), all);
    }

    private float calculated(double count, double of) {
        float ratio = ((float) count + prior) / ((float) of + denominator);
        return (ratio + shift) * scale;
    }
}
