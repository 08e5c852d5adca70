package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.model.Input;
import io.candor.core.model.ModelReader;
import io.candor.core.model.TreeEnsemble;
import io.candor.io.internal.SourceFile;
import io.candor.io.internal.xgboost.Meaning;
import io.candor.io.internal.xgboost.ModelReading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * XGBoost's model files, JSON and UBJSON, formats 1.x to 3.x: boosters {@code gbtree} and {@code dart} for a number, two classes
 * or several. Features without names are called f0, f1, ...; classes 0, 1, .... Margins are summed in double here and in float
 * there, so they agree to a float's rounding; which leaf a row ends in is the same.
 */
public final class XgboostFile implements ModelReader {
    @Override
    public boolean accepts(Path file) {
        if (!Files.isRegularFile(file)) return false;
        try (InputStream in = Files.newInputStream(file)) {
            return ModelReading.accepts(in);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String format() {
        return "XGBoost";
    }

    /**
     * @throws CandorException {@code CND-M024} if the file is damaged or too large, {@code CND-M025} if it holds a model that
     *     Candor does not have: of ranks, of survival, linear, with several outputs
     */
    @Override
    public TreeEnsemble read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return ModelReading.read(in, file.toString(), null);
        } catch (IOException e) {
            throw new SourceFile(file).unreadable(e);
        }
    }

    /**
     * A model whose features and classes are known to whoever trained it.
     *
     * @param model as XGBoost saves it
     * @param classes empty for a number
     * @param inputs one per feature; a category's code is the index of its level
     */
    public static TreeEnsemble read(byte[] model, String target, List<String> classes, List<Input> inputs) {
        try {
            return ModelReading.read(new ByteArrayInputStream(model), "memory", new Meaning(target, classes, inputs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
