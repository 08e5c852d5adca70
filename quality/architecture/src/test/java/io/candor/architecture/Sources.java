package io.candor.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The main sources of every module that the root pom names. */
final class Sources {
    private static final Path ROOT = Path.of(System.getProperty("candor.root", "../.."));
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private Sources() {}

    static List<String> modules() {
        List<String> modules = new ArrayList<>();
        Matcher module = MODULE.matcher(text(ROOT.resolve("pom.xml")));
        while (module.find()) modules.add(module.group(1));
        return modules;
    }

    /** Java files below {@code src/main/java}, relative to the root. */
    static List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (String module : modules()) {
            Path sources = ROOT.resolve(module).resolve("src/main/java");
            if (!Files.exists(sources)) continue;
            try (Stream<Path> walk = Files.walk(sources)) {
                walk.filter(f -> f.toString().endsWith(".java")).sorted().forEach(f -> files.add(ROOT.relativize(f)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    static Path resolve(String path) {
        return ROOT.resolve(path);
    }

    /** The text of a file that {@link #files} gave. */
    static String of(Path file) {
        return text(ROOT.resolve(file));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
