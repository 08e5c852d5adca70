package io.candor.registry;

import java.nio.file.Path;

/**
 * A results file that a run wrote.
 *
 * @param run its id
 * @param path where it was written, absolute
 * @param digest SHA-256 of its bytes, which are kept as a blob too
 */
public record ResultsRef(String run, Path path, String digest) {}
