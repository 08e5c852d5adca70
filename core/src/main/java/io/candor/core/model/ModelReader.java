package io.candor.core.model;

import java.nio.file.Path;

/** Reads one kind of saved model. */
public interface ModelReader {
    /** What it reads, for people. */
    String format();

    /** Whether the file or folder looks like this reader's kind; reads little. */
    boolean accepts(Path file);

    /** @throws io.candor.core.CandorException if the model is damaged or of an unknown version */
    Model read(Path file);
}
