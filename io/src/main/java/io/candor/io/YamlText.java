package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.io.internal.JacksonTree;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Parses YAML into the same {@link Json} values, with limits; no tags, no member twice. */
public final class YamlText {
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxStringLength(1 << 20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private YamlText() {}

    /** @throws CandorException {@code CND-J002} with line and column if the text is not YAML */
    public static Json parse(byte[] utf8, String source) {
        try {
            return JacksonTree.read(FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), utf8));
        } catch (JacksonException | IllegalArgumentException e) {
            throw JacksonTree.malformed("CND-J002", source, "YAML", e);
        }
    }

    /** Reads and parses a file. */
    public static Json read(Path file) {
        return parse(JsonText.bytes(file), String.valueOf(file.getFileName()));
    }
}
