package io.candor.http;

import io.candor.core.CandorException;
import io.candor.core.model.ModelReader;
import io.candor.http.internal.Descriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads descriptors of endpoints, files called {@code *.endpoint.json}; nothing is asked yet. */
public final class EndpointReader implements ModelReader {
    @Override
    public String format() {
        return "HTTP endpoint";
    }

    @Override
    public boolean accepts(Path file) {
        return Files.isRegularFile(file)
                && String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".endpoint.json");
    }

    /** @throws CandorException {@code CND-M050} if the descriptor is wrong */
    @Override
    public EndpointModel read(Path file) {
        return new EndpointModel(Descriptor.read(file, System::getenv));
    }
}
