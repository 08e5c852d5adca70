package io.candor.io;

import io.candor.core.data.Table;
import io.candor.core.model.TreeEnsemble;
import java.nio.file.Path;
import java.util.Set;

/** The peer's models and scores, kept under {@code src/test/resources}; see the README there. */
record LightgbmFixture(String name, String rowsOf) {
    static final Path FOLDER = Path.of("src/test/resources/io/candor/io/lightgbm");

    static LightgbmFixture of(String name) {
        if (Set.of("categories", "codes", "adult").contains(name)) return new LightgbmFixture(name, name);
        if (!name.startsWith("old-")) return new LightgbmFixture(name, "rows");
        return new LightgbmFixture(
                name, name.endsWith("-categories") ? name.replace("-categories", "-rows") : "old-rows");
    }

    Path file(String suffix) {
        return FOLDER.resolve(name + suffix);
    }

    TreeEnsemble model() {
        return new LightgbmFile().read(file(".txt"));
    }

    Table rows() {
        return CsvReader.read(FOLDER.resolve(rowsOf + ".csv"));
    }

    /** Per row the raw scores, then the predictions. */
    double[][] scores() {
        return EbmFixture.scores(file("-scores.csv"));
    }
}
