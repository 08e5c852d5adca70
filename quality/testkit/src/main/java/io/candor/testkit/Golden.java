package io.candor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a kept file; {@code -Dgolden.update=true} rewrites it, on purpose. */
public final class Golden {
    private Golden() {}

    /** @param file below the module's {@code src/test/resources} */
    public static void check(String file, String actual) throws IOException {
        Path path = Path.of("src/test/resources", file);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, actual);
        }
        assertThat(path).as("golden file; create it with -Dgolden.update=true").exists();
        assertThat(actual).isEqualTo(Files.readString(path));
    }
}
