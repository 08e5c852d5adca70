package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.testkit.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the documents tell people to type works as written. */
class DocumentedCommandsTest {
    @TempDir
    Path folder;

    @Test
    void theTutorialRunsAsWritten() throws Exception {
        Path data = folder.resolve("examples/diabetes/diabetes.csv");
        Files.createDirectories(data.getParent());
        Files.copy(Requires.shippedData("diabetes/diabetes.csv"), data);
        List<String> commands = commands(Requires.root().resolve("docs/tutorial/first-assessment.md"));
        assertThat(commands).hasSizeGreaterThan(10);
        int releases = 0;
        for (String command : commands) {
            if (command.equals("demo")) continue; // has a test of its own
            if (command.startsWith("privacy release")) releases++;
            boolean refused = command.startsWith("privacy release") && releases == 2;
            assertThat(run(command)).as(command).isEqualTo(refused ? 5 : 0);
        }
    }

    @Test
    void everyCommandInTheDocumentsIsAVerbWithItsOptions() throws IOException {
        List<String> commands = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Requires.root().resolve("docs"))) {
            for (Path file : files.filter(
                            f -> f.toString().endsWith(".md") && !f.toString().contains("design"))
                    .toList()) {
                commands.addAll(commands(file));
            }
        }
        commands.addAll(commands(Requires.root().resolve("README.md")));
        assertThat(commands).hasSizeGreaterThan(15);
        for (String command : commands) {
            CommandLine.ParseResult parsed = Main.commandLine().parseArgs(words(command));
            assertThat(parsed.hasSubcommand()).as(command).isTrue();
        }
    }

    /** Lines of code blocks that call candor, without comments. */
    private static List<String> commands(Path document) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(document)) {
            if (line.startsWith("```")) code = !code;
            String text = line.replaceFirst("\\s+#.*", "").strip().replaceFirst("^\\./", "");
            if (code && text.startsWith("candor ")) commands.add(text.substring("candor ".length()));
        }
        return commands;
    }

    private static String[] words(String command) {
        return Pattern.compile("(?:'[^']*'|[^\\s'])+")
                .matcher(command)
                .results()
                .map(word -> word.group().replace("'", ""))
                .toArray(String[]::new);
    }

    private int run(String command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(List.of(words(command)));
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        if (process.exitValue() != 0) System.out.println(output);
        return process.exitValue();
    }
}
