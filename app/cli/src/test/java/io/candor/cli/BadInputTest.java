package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake gives exit code 2, one line in three parts, and nothing half-written; odd but sound data give a result. */
class BadInputTest {
    @TempDir
    Path folder;

    static Stream<Arguments> files() {
        return Stream.of(
                arguments("empty", "CND-D016", (UnaryOperator<String>) t -> ""),
                arguments("blank lines only", "CND-D016", (UnaryOperator<String>) t -> "\n\n\n"),
                arguments("header only", "CND-D013", (UnaryOperator<String>)
                        t -> t.lines().findFirst().orElseThrow()),
                arguments("one class", "CND-V009", (UnaryOperator<String>) t -> t.replace(",no\n", ",yes\n")),
                arguments("no label", "CND-V008", (UnaryOperator<String>) t -> t.replaceAll(",(no|yes)\n", ",\n")),
                arguments("duplicate header", "CND-D017", (UnaryOperator<String>) t -> t.replace("amount", "age")),
                arguments("long row", "line 51", Data.line(50, l -> l + ",surplus")),
                arguments("short row", "line 51", Data.line(50, l -> l.substring(0, l.lastIndexOf(',')))),
                arguments("open quote", "line 51", Data.line(50, l -> "\"" + l)),
                arguments(
                        "infinity", "CND-G006", (UnaryOperator<String>) t -> t.replaceAll("\n[0-9]0,", "\nInfinity,")),
                arguments("out of range", "CND-G006", (UnaryOperator<String>)
                        t -> t.replaceAll("\n[0-9]0,", "\n-1e999,")),
                arguments("utf-16", "UTF-", (UnaryOperator<String>) t -> "\u0000a\u0000g" + t));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void dataAtFaultAreRefused(String what, String says, UnaryOperator<String> pen) throws IOException {
        if (what.equals("utf-16")) {
            Files.write(
                    folder.resolve("d.csv"),
                    "age,approved\n1,yes\n".getBytes(java.nio.charset.StandardCharsets.UTF_16));
        } else {
            Data.loans(folder.resolve("d.csv"), pen);
        }
        Path data = folder.resolve("d.csv");
        Candor.quiet(
                        "train",
                        "--data",
                        data,
                        "--label",
                        "approved",
                        "--out",
                        folder.resolve("m"),
                        "--set",
                        "outer_bags=1")
                .refused(2, says);
        config("");
        run().refused(2, says);
        assertThat(Candor.below(folder)).doesNotContain("m", "out").noneMatch(f -> f.endsWith(".tmp"));
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                arguments("constant column", "left out k: constant", Data.with("k", i -> "1")),
                arguments("empty column", "left out k: no values", Data.with("k", i -> "")),
                arguments("half empty column", "inputs: k,", Data.with("k", i -> i % 2 == 0 ? "" : "" + i % 5)),
                arguments("NaN cells", "inputs: k,", Data.with("k", i -> i % 3 == 0 ? "NaN" : "" + i % 7)),
                arguments(
                        "a cell of 10 MB",
                        "inputs: k,",
                        Data.with("k", i -> i == 5 ? "z".repeat(10_000_000) : "q" + i % 3)),
                arguments(
                        "distinct texts",
                        "left out k: text with more than",
                        Data.with("k", i -> "name " + i + " of many")),
                arguments("no name", "inputs: column_1,", Data.with("", i -> "" + i % 7)),
                arguments("windows line ends", "inputs: age,", (UnaryOperator<String>) t -> t.replace("\n", "\r\n")),
                arguments("no last line end", "inputs: age,", (UnaryOperator<String>) String::strip),
                arguments("semicolons", "inputs: age,", (UnaryOperator<String>) t -> t.replace(",", ";")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("odd")
    void oddButSoundDataGiveAModelAndAReport(String what, String says, UnaryOperator<String> pen) throws IOException {
        UnaryOperator<String> many =
                text -> text + text.substring(text.indexOf('\n') + 1).repeat(4);
        Data.loans(folder.resolve("d.csv"), t -> pen.apply(what.equals("distinct texts") ? many.apply(t) : t));
        Candor.Outcome outcome = Candor.quiet(line(
                        List.of(
                                "train",
                                "--data",
                                folder.resolve("d.csv"),
                                "--label",
                                "approved",
                                "--out",
                                folder.resolve("m")),
                        Data.FAST))
                .done();
        assertThat(outcome.out()).contains(says);
        if (!Set.of("constant column", "a cell of 10 MB", "NaN cells").contains(what)) return;
        config("sensitive: [sex]\nexplain: {local: 1}\n");
        assertThat(run().done().out()).contains("report.html");
        try (Stream<Path> runs = Files.list(folder.resolve("out"))) {
            Path report = runs.findFirst().orElseThrow().resolve("report.html");
            assertThat(Files.size(report)).isLessThan(1 << 20);
        }
    }

    @Test
    void fiftyThousandDistinctTextsAreNoInputAndNotGroupedBy() throws IOException {
        StringBuilder csv = new StringBuilder("name,x,y\n");
        for (int i = 0; i < 50_000; i++)
            csv.append("person ")
                    .append(i)
                    .append(',')
                    .append(i % 9)
                    .append(',')
                    .append(i % 7 % 2)
                    .append('\n');
        Path data = Files.writeString(folder.resolve("d.csv"), csv);
        assertThat(Candor.quiet("init", "--data", data, "--label", "y", "--out", folder)
                        .done()
                        .out())
                .contains("left out name: text");
        Candor.quiet("fairness", "assess", "--data", data, "--label", "y", "--prediction", "y", "--sensitive", "name")
                .refused(2, "name");
    }

    @Test
    void aFileThatIsNotThereIsToldWithTheNearest() throws IOException {
        Data.loans(folder.resolve("loans.csv"));
        for (List<Object> verb : List.<List<Object>>of(
                List.of("train", "--label", "y", "--out", folder.resolve("m")),
                List.of("init", "--label", "y", "--out", folder),
                List.of("predict", "--model", model(), "--out", folder.resolve("p.csv")),
                List.of("evaluate", "--model", model()),
                List.of("explain", "global", "--model", model()),
                List.of("explain", "local", "--rows", "0", "--model", model()),
                List.of("fairness", "assess", "--label", "y", "--prediction", "p", "--sensitive", "s"))) {
            Candor.quiet(line(verb, "--data", folder.resolve("loan.csv").toString()))
                    .refused(2, "CND-D011", "did you mean 'loans.csv'?");
        }
        Candor.quiet("report", "--from", folder.resolve("nowhere.json")).refused(2, "CND-D011");
        Candor.quiet("run", "--config", folder.resolve("nowhere.yaml")).refused(2, "CND-D011");
        Candor.quiet("train", "--data", folder, "--label", "y", "--out", folder.resolve("m2"))
                .refused(2, "is a folder");
        Candor.quiet("trail", "log", "--store", folder.resolve("nowhere")).refused(2, "CND-U016");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aColumnThatIsNotThereIsToldWithTheNearest() throws IOException {
        Path data = Data.loans(folder.resolve("d.csv"));
        Object[] common = {"--data", data, "--out", folder.resolve("m")};
        Candor.quiet(line(List.of("train", "--label", "aproved"), common)).refused(2, "did you mean 'approved'?");
        Candor.quiet(line(List.of("train", "--label", "approved", "--inputs", "agee"), common))
                .refused(2, "'age'?");
        Candor.quiet(line(List.of("train", "--label", "approved", "--drop", "agee"), common))
                .refused(2, "'age'?");
        Candor.quiet(line(List.of("train", "--label", "approved", "--type", "agee=category"), common))
                .refused(2, "did you mean 'age'?");
        Candor.quiet("init", "--data", data, "--label", "approved", "--sensitive", "sexx", "--out", folder)
                .refused(2, "did you mean 'sex'?");
        Candor.quiet(
                        "fairness",
                        "assess",
                        "--data",
                        data,
                        "--label",
                        "approved",
                        "--prediction",
                        "approved",
                        "--sensitive",
                        "sexx")
                .refused(2, "did you mean 'sex'?");
        Candor.quiet(
                        "fairness",
                        "assess",
                        "--data",
                        data,
                        "--label",
                        "approved",
                        "--prediction",
                        "aproved",
                        "--sensitive",
                        "sex")
                .refused(2, "did you mean 'approved'?");
        Path other = Data.loans(folder.resolve("o.csv"), t -> t.replace("amount", "amounts"));
        Candor.quiet("predict", "--model", model(), "--data", other, "--out", folder.resolve("p.csv"))
                .refused(2, "CND-M001", "did you mean 'amounts'?");
        assertThat(Candor.below(folder)).doesNotContain("m", "p.csv", "candor.yaml", "policy.yaml");
    }

    @Test
    void optionsAndVerbsThatAreNotThereAreToldWithTheNearest() {
        Candor.run("trian").refused(2, "CND-U001", "trian", "did you mean 'train'?");
        Candor.run("evaluate", "--modle", "m").refused(2, "CND-U001", "--");
        Candor.run("train").refused(2, "CND-U001", "--data");
        Candor.run("run", "--seed", "x").refused(2, "--seed");
        Candor.run("run", "--threads", "0", "--config", "nowhere").refused(2, "CND-");
        Candor.run("evil\u001b[31m\u202E").refused(2, "CND-U001");
        Candor.run("help", "CND-D0111").refused(2, "CND-U018", "did you mean");
        Candor.run("schema", "confg").refused(2, "CND-U017", "did you mean 'config'?");
        Candor.quiet("run", "--only", "understan", "--config", "nowhere.yaml").refused(2, "CND-");
    }

    @Test
    void aConfigurationAtFaultIsRefusedBeforeAnythingIsWritten() throws IOException {
        Data.loans(folder.resolve("d.csv"));
        config("sensitiv: [sex]\n");
        run().refused(2, "CND-C001", "'sensitiv'", "did you mean 'sensitive'?");
        config("sensitive: [sexx]\n");
        run().refused(2, "CND-D003", "did you mean 'sex'?");
        config("policy: nowhere.yaml\n");
        run().refused(2, "CND-D011");
        config("sensitive: [sex\n");
        run().refused(2, "CND-J002", "line");
        config("seed: 9007199254740993\n");
        run().refused(2, "CND-J002", "2^53");
        config("name: \"\\uD800\"\n");
        run().refused(2, "CND-");
        assertThat(Candor.below(folder)).containsExactly("candor.yaml", "d.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "id: p",
                "id: p\ngates: []",
                "id: p\ngates:\n  - {id: a, evidence: evaluation.performance, metric: aucc, requirement: '>= 1', level: fail}",
                "id: p\ngates:\n  - {id: a, evidence: evaluation.performance, metric: auc, requirement: 'large', level: fail}",
                "id: p\ngates:\n  - {id: a, evidence: evaluation.performance, metric: auc, requirement: '>= 1', level: fial}",
                "id: p\ngates:\n  - {id: a, evidnce: evaluation.performance, metric: auc, requirement: '>= 1', level: fail}"
            })
    void aPolicyAtFaultIsRefusedBeforeAnythingIsWritten(String policy) throws IOException {
        Data.loans(folder.resolve("d.csv"));
        config("policy: policy.yaml\n");
        Files.writeString(folder.resolve("policy.yaml"), policy);
        run().refused(2, "CND-Y");
        assertThat(Candor.below(folder)).containsExactly("candor.yaml", "d.csv", "policy.yaml");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldBeforeTraining() throws IOException {
        Path data = Data.loans(folder.resolve("d.csv"));
        Files.writeString(folder.resolve("file"), "mine");
        Path out = folder.resolve("file/m");
        Candor.quiet("train", "--data", data, "--label", "approved", "--out", out)
                .refused(2, "CND-W001");
        Candor.quiet("predict", "--model", model(), "--data", data, "--out", out)
                .refused(2, "CND-W001");
        config("");
        Candor.quiet("run", "--config", folder.resolve("candor.yaml"), "--store", folder.resolve("store"), "--out", out)
                .refused(2, "CND-W001");
        assertThat(folder.resolve("file")).hasContent("mine");
    }

    @Test
    void aDiskThatIsFullLeavesNothingBehind() throws Exception {
        Path data = Data.loans(folder.resolve("d.csv"));
        Path device = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(device), "needs /dev/full");
        Candor.quiet("predict", "--model", model(), "--data", data, "--out", device)
                .refused(2, "CND-W001", "No space left");
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=8k", "none", disk.toString()).start();
        Assumptions.assumeTrue(mount.waitFor() == 0, "needs the right to mount a small disk");
        try {
            Candor.quiet(line(
                            List.of("train", "--data", data, "--label", "approved", "--out", disk.resolve("m")),
                            Data.FAST))
                    .refused(2, "CND-W001", "No space left");
            assertThat(Candor.below(disk)).isEmpty();
            config("");
            Candor.quiet(
                            "run",
                            "--config",
                            folder.resolve("candor.yaml"),
                            "--store",
                            folder.resolve("s"),
                            "--out",
                            disk.resolve("out"))
                    .refused(2, "CND-W001", "No space left");
            assertThat(Candor.below(disk)).isEmpty();
        } finally {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
    }

    @Test
    void aDamagedModelIsRefused() throws IOException {
        Path data = Data.loans(folder.resolve("d.csv"));
        Path model = model();
        String good = Files.readString(model.resolve("model.json"));
        for (String bad : List.of(
                "",
                "{",
                "[]",
                "{}",
                good.replace("\"cuts\"", "\"cutz\""),
                good.substring(0, good.length() / 2),
                good.replaceFirst("\"scores\": \\[[^,\\]]*", "\"scores\": [\"x\""))) {
            Files.writeString(model.resolve("model.json"), bad);
            Candor.quiet("predict", "--model", model, "--data", data, "--out", folder.resolve("p.csv"))
                    .refused(2, "CND-M012");
        }
        Files.writeString(model.resolve("model.json"), good.replace("\"version\": 1", "\"version\": 9"));
        Candor.quiet("evaluate", "--model", model, "--data", data).refused(2, "CND-M011");
        Files.writeString(model.resolve("model.json"), good);
        Files.writeString(model.resolve("decider.json"), "{}");
        Candor.quiet("evaluate", "--model", model, "--data", data).refused(2, "CND-M012");
        Files.delete(model.resolve("model.json"));
        Candor.quiet("evaluate", "--model", model, "--data", data).refused(2, "CND-M010");
        assertThat(folder.resolve("p.csv")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script> \u202Egnp.exe 😀 née",
                "a,b;c\td\"e\" \u001b[31mred\u001b[0m \u0007 line\nbreak",
                "$(rm -rf /) `id` ${x} %s %n ../../etc/passwd"
            })
    void hostileNamesAndLevelsPassThroughEveryVerb(String name) throws IOException {
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        Path data = Data.loans(
                folder.resolve("d.csv"),
                t -> t.replace("sex", quoted)
                        .replace(",m,", "," + quoted + ",")
                        .replace(",yes\n", "," + quoted + "\n"));
        Candor.quiet("init", "--data", data, "--label", "approved", "--positive", name, "--out", folder)
                .done();
        String config = Files.readString(folder.resolve("candor.yaml"))
                .replaceFirst("sensitive: \\[]", "sensitive: [city]")
                .replace("settings: {}", "settings: {outer_bags: 2, max_rounds: 20}");
        Files.writeString(folder.resolve("candor.yaml"), config);
        Candor.Outcome outcome = run();
        assertThat(outcome.code()).isLessThan(2);
        printable(outcome.out());
        Path run;
        try (Stream<Path> runs = Files.list(folder.resolve("out"))) {
            run = runs.findFirst().orElseThrow();
        }
        Path model = run.resolve("model");
        for (Candor.Outcome each : List.of(
                Candor.quiet("explain", "global", "--model", model, "--data", data)
                        .done(),
                Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "0-2")
                        .done(),
                Candor.quiet("evaluate", "--model", model, "--data", data).done(),
                Candor.quiet("fairness", "assess", "--model", model, "--data", data, "--sensitive", "city")
                        .done(),
                Candor.quiet("predict", "--model", model, "--data", data, "--out", folder.resolve("p.csv"))
                        .done())) {
            printable(each.out());
        }
        assertThat(Files.readString(run.resolve("report.html"))).doesNotContain("<script>alert");
    }

    private static void printable(String text) {
        assertThat(text.codePoints()
                        .noneMatch(c ->
                                Character.isISOControl(c) && c != '\n' || Character.getType(c) == Character.FORMAT))
                .as(text)
                .isTrue();
    }

    private Candor.Outcome run() {
        return Candor.quiet(
                "run",
                "--config",
                folder.resolve("candor.yaml"),
                "--store",
                folder.resolve("store"),
                "--out",
                folder.resolve("out"));
    }

    private void config(String more) throws IOException {
        Files.writeString(
                folder.resolve("candor.yaml"),
                "data: {path: d.csv, label: approved}\nmodel: {settings: {outer_bags: 2, max_rounds: 20}}\n" + more);
    }

    private Path model() throws IOException {
        Path model = folder.resolve("model");
        if (!Files.exists(model)) {
            Path data = Data.loans(folder.resolve("train.csv"));
            Candor.quiet(line(List.of("train", "--data", data, "--label", "approved", "--out", model), Data.FAST))
                    .done();
        }
        return model;
    }

    private static Object[] line(List<?> first, Object... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toArray();
    }
}
