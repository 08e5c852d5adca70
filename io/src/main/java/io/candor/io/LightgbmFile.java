package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.model.ModelReader;
import io.candor.core.model.TreeEnsemble;
import io.candor.io.internal.SourceFile;
import io.candor.io.internal.lightgbm.ModelReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * LightGBM's model files, text formats v2 to v4, for a number, two classes or several; random forests, too. Leaves add up to
 * LightGBM's raw score (times its {@code sigmoid}, if that is not 1), in double there and here. Categories are called as pandas
 * called them, else by their codes; classes 0, 1, ....
 */
public final class LightgbmFile implements ModelReader {
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
        return "LightGBM";
    }

    /**
     * @throws CandorException {@code CND-M040} if the file is damaged or too large, {@code CND-M041} if it holds a model that
     *     Candor does not have: of ranks, with linear leaves, of another version
     */
    @Override
    public TreeEnsemble read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return ModelReading.read(in, file.toString());
        } catch (IOException e) {
            throw new SourceFile(file).unreadable(e);
        }
    }
}
