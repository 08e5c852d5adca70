package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.io.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the command as a person would and says what came of it. */
final class Candor {
    private Candor() {}

    /** What a command printed and how it ended. */
    record Outcome(int code, String out, String err) {
        /** It did what was asked. */
        Outcome done() {
            assertThat(code).as(err + out).isZero();
            return this;
        }

        /** It refused with one line in three parts on stderr, and with nothing on stdout. */
        Outcome refused(int exitCode, String... parts) {
            assertThat(code).as(err + out).isEqualTo(exitCode);
            assertThat(err.lines().toList()).as(err).hasSize(1);
            assertThat(err).matches("CND-[A-Z][0-9]{3}: .+; .+; .+\\R").contains(parts);
            assertThat(err).doesNotContain("Exception", "\tat ", "io.candor.");
            assertThat(err.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r'))
                    .isTrue();
            assertThat(out).isEmpty();
            return this;
        }

        Json.Obj json() {
            return (Json.Obj) JsonText.parse(done().out, "stdout");
        }
    }

    /** In this process. */
    static Outcome run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), texts(arguments));
        return new Outcome(code, out.toString(), err.toString());
    }

    /** Quietly, in this process: nothing but the result and errors. */
    static Outcome quiet(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.add("-q");
        return run(all.toArray());
    }

    /** In a process of its own, with a folder to work in. */
    static Outcome process(Path folder, List<String> javaOptions, Object... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED"));
        line.addAll(javaOptions);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        line.addAll(List.of(texts(arguments)));
        Path out = Files.createTempFile("candor", ".out");
        Path err = Files.createTempFile("candor", ".err");
        try {
            Process process = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
            return new Outcome(process.exitValue(), text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Names of everything below a folder, relative to it. */
    static List<String> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> !f.equals(folder))
                    .map(f -> folder.relativize(f).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static String[] texts(Object... arguments) {
        return Stream.of(arguments).map(String::valueOf).toArray(String[]::new);
    }
}
