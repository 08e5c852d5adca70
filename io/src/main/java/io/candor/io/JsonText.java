package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.io.internal.JacksonTree;
import io.candor.io.internal.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Parses JSON (RFC 8259) with limits: 100 levels, 64 MiB strings, 1 GiB documents, no member twice, integers to 2^53. */
public final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(64 << 20)
                    .maxNumberLength(400)
                    .maxDocumentLength(1L << 30)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    /** @throws CandorException {@code CND-J001} with line and column if the text is not JSON or passes a limit */
    public static Json parse(byte[] utf8, String source) {
        return parse(utf8, source, true);
    }

    /** Of another program, which may write integers beyond 2^53 as numbers: they are rounded. */
    public static Json parseForeign(byte[] utf8, String source) {
        return parse(utf8, source, false);
    }

    private static Json parse(byte[] utf8, String source, boolean exact) {
        try {
            return JacksonTree.read(FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), utf8), exact);
        } catch (JacksonException | IllegalArgumentException e) {
            throw JacksonTree.malformed("CND-J001", source, "JSON", e);
        }
    }

    public static Json parse(String text, String source) {
        return parse(text.getBytes(StandardCharsets.UTF_8), source);
    }

    /** Reads and parses a file. */
    public static Json read(Path file) {
        return parse(bytes(file), String.valueOf(file.getFileName()));
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw SourceFile.missing(file);
        } catch (IOException e) {
            throw new SourceFile(file).unreadable(e);
        }
    }
}
