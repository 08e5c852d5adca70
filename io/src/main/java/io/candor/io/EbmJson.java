package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.file.AtomicFile;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.ModelReader;
import io.candor.io.internal.EbmParser;
import io.candor.io.internal.EbmReading;
import io.candor.io.internal.EbmWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * InterpretML's EBM JSON: a model trained there scores here, one trained here scores there. Reads every {@code detail} of {@code
 * to_json}, format 1.0; writes what {@code detail="all"} has. Numbers keep every bit.
 */
public final class EbmJson implements ModelReader {
    @Override
    public boolean accepts(Path file) {
        if (!Files.isRegularFile(file)) return false;
        try (InputStream in = Files.newInputStream(file)) {
            return EbmParser.accepts(in);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String format() {
        return "InterpretML EBM JSON";
    }

    /**
     * @throws CandorException {@code CND-M021} if the file is damaged or too large, {@code CND-M022} if it holds a model that
     *     Candor does not have: another link, several outputs, another version
     */
    @Override
    public AdditiveModel read(Path file) {
        return EbmReading.read(file);
    }

    /** @throws CandorException {@code CND-W001} if the file can't be written */
    public static void write(AdditiveModel model, Path file) {
        AtomicFile.write(file, out -> EbmWriter.write(model, out));
    }
}
