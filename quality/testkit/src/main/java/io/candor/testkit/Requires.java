package io.candor.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * What a newcomer's machine may lack: the shared data folder, a browser. There the test skips with a line that says what
 * to install; with {@code CANDOR_REQUIRE=all}, as in CI, it fails instead.
 */
public final class Requires {
    private Requires() {}

    /** The root of the source tree. */
    public static Path root() {
        return Path.of(System.getProperty("candor.root", System.getProperty("user.dir")));
    }

    /** A data set that the project may read but not ship: {@code ../shared/data} beside the source tree. */
    public static Path sharedData(String file) {
        Path path = root().resolve("../shared/data").resolve(file).normalize();
        need(Files.exists(path), "the data set " + file + " in ../shared/data, which is not shipped with the project");
        return path;
    }

    /** A data set that the project ships, below {@code examples}. */
    public static Path shippedData(String file) {
        return root().resolve("examples").resolve(file);
    }

    /** A program on the path, by the first of its names that is there. */
    public static Path program(String install, String... names) {
        for (String name : names) {
            Optional<Path> found = java.util.Arrays.stream(
                            System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                    .map(folder -> Path.of(folder, name))
                    .filter(Files::isExecutable)
                    .findFirst();
            if (found.isPresent()) return found.get();
        }
        need(false, "the program " + names[0] + " (" + install + ")");
        throw new AssertionError("unreachable");
    }

    private static void need(boolean there, String what) {
        if (there) return;
        if ("all".equals(System.getenv("CANDOR_REQUIRE"))) throw new AssertionError("missing: " + what);
        System.out.println("skipped: needs " + what);
        Assumptions.abort("needs " + what);
    }
}
