package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.model.ModelReader;
import io.candor.core.model.TreeEnsemble;
import io.candor.io.internal.SourceFile;
import io.candor.io.internal.onnx.ModelReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tree ensembles in ONNX files, without a runtime: graphs that are one TreeEnsembleClassifier or TreeEnsembleRegressor of {@code
 * ai.onnx.ml}. Values are compared in floats, as there; leaves are added in double here and in float there, so scores agree to a
 * float's rounding. Every other graph is for {@code connect/onnx}. Inputs are called by the file's metadata {@code feature_names},
 * else f0, f1, ..., or as the graph's inputs where each is a column.
 */
public final class OnnxTreeFile implements ModelReader {
    private static final int FIRST_BYTE = 0x08; // of the version, which all writers put first

    @Override
    public boolean accepts(Path file) {
        if (!Files.isRegularFile(file)) return false;
        try (InputStream in = Files.newInputStream(file)) {
            if (in.read() != FIRST_BYTE || Files.size(file) > largest()) return false;
            return ModelReading.accepts(Files.readAllBytes(file));
        } catch (IOException e) {
            return false;
        }
    }

    private static long largest() {
        return Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 32);
    }

    @Override
    public String format() {
        return "ONNX trees";
    }

    /**
     * @throws CandorException {@code CND-M042} if the file is damaged or too large, {@code CND-M043} if its graph is none that is
     *     read as trees
     */
    @Override
    public TreeEnsemble read(Path file) {
        try {
            if (Files.size(file) > largest()) throw ModelReading.damaged(file.toString(), "it is too large");
            return ModelReading.read(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new SourceFile(file).unreadable(e);
        }
    }
}
