package io.candor.core.evidence;

/**
 * What a statement is about.
 *
 * @param name {@code model:adult-ebm} or {@code data:adult/test}
 * @param sha256 lower-case hexadecimal digest
 */
public record Subject(String name, String sha256) {
    public Subject {
        if (!sha256.matches("[0-9a-f]{64}")) throw new IllegalArgumentException("not a SHA-256 digest: " + sha256);
    }
}
