package io.candor.io.internal;

import io.candor.core.CandorException;
import io.candor.core.model.AdditiveModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Reads an EBM's file and says what is wrong with it, with its place where the text itself is at fault. */
public final class EbmReading {
    private EbmReading() {}

    public static AdditiveModel read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return EbmAssembly.model(EbmParser.parse(in));
        } catch (IOException e) {
            throw new SourceFile(file).unreadable(e);
        } catch (JacksonException e) {
            @Nullable TokenStreamLocation at = e.getLocation();
            String place = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw damaged(file, "no JSON, or past a limit" + place, e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static CandorException damaged(Path file, String why, RuntimeException e) {
        return CandorException.user(
                        "CND-M021",
                        "the EBM in " + file + " can't be read (" + why + ")",
                        "a file as InterpretML's to_json writes it",
                        "export the model again")
                .causedBy(e);
    }
}
