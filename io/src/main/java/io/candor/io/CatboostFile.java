package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.model.ModelReader;
import io.candor.core.model.TreeEnsemble;
import io.candor.io.internal.SourceFile;
import io.candor.io.internal.catboost.ModelReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CatBoost's models in JSON, for a number, two classes or several: oblivious and other trees on numbers and categories. Questions
 * of a category's statistics become sets of its levels, so trees stand on the raw inputs; statistics of several features in
 * combination are refused. Saved without the pool, a file lacks the texts of categories.
 */
public final class CatboostFile implements ModelReader {
    private static final int ENOUGH = 200;

    @Override
    public boolean accepts(Path file) {
        if (!Files.isRegularFile(file)) return false;
        try (InputStream in = Files.newInputStream(file)) {
            return ModelReading.accepts(in.readNBytes(ENOUGH));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String format() {
        return "CatBoost";
    }

    /**
     * @throws CandorException {@code CND-M044} if the file is damaged or too large, {@code CND-M045} if it holds a model that
     *     Candor does not have: of ranks, of texts, with combined statistics
     */
    @Override
    public TreeEnsemble read(Path file) {
        try {
            // a number takes some eight bytes there and some forty here until the trees are made
            if (Files.size(file) > Math.min(1 << 29, Runtime.getRuntime().maxMemory() / 16)) {
                throw ModelReading.damaged(file.toString(), "it is too large");
            }
            return ModelReading.read(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new SourceFile(file).unreadable(e);
        }
    }
}
