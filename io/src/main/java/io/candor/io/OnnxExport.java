package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.file.AtomicFile;
import io.candor.core.model.AdditiveModel;
import io.candor.io.internal.AdditiveOnnx;
import java.nio.file.Path;

/**
 * Exports a model as ONNX: standard operators of opset 17 and {@code ai.onnx.ml} 3, one input of {@code rows × 1} per column that
 * the model reads (numbers double, NaN missing; categories text, empty missing), outputs {@code score} (what {@link
 * AdditiveModel#score} gives) and {@code additive} (before the link, the same bits).
 */
public final class OnnxExport {
    private OnnxExport() {}

    /**
     * @throws CandorException {@code CND-M030} if the model reads nothing, {@code CND-W001} if the file can't be written
     */
    public static void write(AdditiveModel model, Path file) {
        needTerms(model);
        AtomicFile.write(file, AdditiveOnnx.write(model));
    }

    static void needTerms(AdditiveModel model) {
        if (!model.terms().isEmpty()) return;
        throw CandorException.user(
                "CND-M030",
                "the model has no terms: it says the same of every row",
                "a model that reads at least one column",
                "train it on columns that tell something");
    }
}
