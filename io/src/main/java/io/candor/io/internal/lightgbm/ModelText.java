package io.candor.io.internal.lightgbm;

import io.candor.core.json.Json;
import java.util.List;

/**
 * A LightGBM model as it stands in the file, before it is a model of ours. What scoring and explaining do not need is not kept.
 *
 * @param objective as text; empty for one that the trainer brought
 * @param outputs trees of each iteration
 * @param averaged whether scores are divided by the number of iterations
 * @param infos per feature {@code none}, {@code [min:max]} of a number, or codes of a category with colons between
 * @param categories per column that pandas called categorical its values in the order of their codes; empty if not kept
 */
record ModelText(
        String objective,
        int outputs,
        boolean averaged,
        List<String> names,
        List<String> infos,
        List<RawTree> trees,
        List<Json> categories) {}
