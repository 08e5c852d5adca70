package io.candor.io.internal.xgboost;

import java.util.List;

/**
 * An XGBoost model as it stands in the file, before it is a model of ours. What scoring and explaining do not need is not kept.
 *
 * @param names of features; empty if the file has none
 * @param types of features; empty if the file has none
 * @param categories per feature its categories in the order of their codes, where the file has them (from 3.1 on)
 * @param outputs per tree the output that it adds to
 * @param weights per tree, of the booster {@code dart}; else empty
 * @param baseScore as text: a number, or several in brackets (from 3.1 on)
 */
record ModelDocument(
        String booster,
        List<String> names,
        List<String> types,
        List<List<String>> categories,
        List<RawTree> trees,
        int[] outputs,
        float[] weights,
        String objective,
        String baseScore,
        int classes,
        int targets,
        int features) {}
