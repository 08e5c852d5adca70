package io.candor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.cli.Main;
import io.candor.testkit.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes real runs with the command, each in a process of its own, and says where the reports are. */
final class Runs {
    /** A name that would be a script if anything let it. */
    static final String SCRIPT = "</script><script>document.title='owned'</script>";

    private static final String EBM = "ebm";
    private static final String LINEAR = "linear";
    private static final String TREE = "tree";
    private static final String XGBOOST = "xgboost";
    private static final String FAST = "{outer_bags: 4, learning_rate: 0.1, interactions: 5}";

    private static final List<String> COLUMNS = List.of(
            SCRIPT,
            "\"><img src=x onerror=\"document.title='owned'\">",
            "\u202Eright to left\u2069",
            "😀👩‍👩‍👧 mood",
            "x".repeat(120));
    private static final List<String> GROUPS = List.of(
            SCRIPT, "'\"><svg onload=document.title='owned'>", "שלום עולם \u202E(abc)", "😀 & <b>", "y".repeat(90));

    private final Path folder;

    Runs(Path folder) {
        this.folder = folder;
    }

    /** Census incomes: the report that a newcomer sees first. */
    Path demo() throws IOException, InterruptedException {
        candor("demo", "-q");
        return folder.resolve("candor-demo/report.html");
    }

    /** A number is predicted. */
    Path diabetes() throws IOException, InterruptedException {
        return diabetes(EBM);
    }

    /** Likewise, by a linear model. */
    Path linearDiabetes() throws IOException, InterruptedException {
        return diabetes(LINEAR);
    }

    private Path diabetes(String algorithm) throws IOException, InterruptedException {
        Path data = Requires.shippedData("diabetes/diabetes.csv");
        String header = Files.readAllLines(data).get(0);
        String label = header.substring(header.lastIndexOf(',') + 1);
        return run("diabetes", algorithm, "diabetes", data, label, "sex");
    }

    /** One of three kinds is predicted. */
    Path kinds() throws IOException, InterruptedException {
        return kinds(EBM);
    }

    /** Likewise, by a multinomial model. */
    Path linearKinds() throws IOException, InterruptedException {
        return kinds(LINEAR);
    }

    private Path kinds(String algorithm) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(12);
        StringBuilder csv = new StringBuilder("length,width,colour,kind\n");
        for (int i = 0; i < 600; i++) {
            int kind = random.nextInt(3);
            double length = 4 + kind + random.nextDouble() * 2;
            String colour = random.nextInt(3) == 0 ? "red" : kind == 1 ? "blue" : "green";
            csv.append(random.nextInt(30) == 0 ? "" : Double.toString(length)).append(',');
            csv.append(random.nextDouble() * (kind == 2 ? 3 : 1)).append(',').append(colour);
            csv.append(',').append("kind ").append((char) ('A' + kind)).append('\n');
        }
        Path data = folder.resolve("kinds.csv");
        Files.writeString(data, csv);
        return run("kinds", algorithm, "kinds", data, "kind", "colour");
    }

    /** Trees of all sorts: one, boosted ones of several classes, and with hostile names. */
    List<Path> trees() throws IOException, InterruptedException {
        return List.of(diabetes(TREE), kinds(TREE), diabetes(XGBOOST), kinds(XGBOOST), hostile(XGBOOST));
    }

    /** Likewise hostile, by a single tree. */
    Path hostileTree() throws IOException, InterruptedException {
        return hostile(TREE);
    }

    /** One of three kinds, by boosted trees. */
    Path boostedKinds() throws IOException, InterruptedException {
        return kinds(XGBOOST);
    }

    /** Everything that a person can name has a hostile name. */
    Path hostile() throws IOException, InterruptedException {
        return hostile(EBM);
    }

    /** Likewise, by a logistic model. */
    Path linearHostile() throws IOException, InterruptedException {
        return hostile(LINEAR);
    }

    private Path hostile(String algorithm) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder csv = new StringBuilder();
        for (String column : COLUMNS) csv.append(cell(column)).append(',');
        csv.append("yes?\n");
        for (int i = 0; i < 600; i++) {
            double signal = random.nextDouble();
            int group = random.nextInt(GROUPS.size());
            csv.append(cell(GROUPS.get(group))).append(',').append(signal).append(',');
            csv.append(cell(COLUMNS.get(random.nextInt(3)))).append(',').append(random.nextInt(60));
            csv.append(',').append(random.nextDouble()).append(',');
            csv.append(signal + random.nextDouble() > (group == 3 ? 1.3 : 0.9) ? "yes" : "no")
                    .append('\n');
        }
        Path data = folder.resolve("hostile.csv");
        Files.writeString(data, csv);
        return run("hostile", algorithm, SCRIPT, data, "yes?", SCRIPT);
    }

    /** Mitigations of decisions about hostile names, compared. */
    Path comparison() throws IOException, InterruptedException {
        hostile(LINEAR);
        Path page = folder.resolve("comparison.html");
        List<Object> line = new ArrayList<>(List.of("fairness", "mitigate", "--data", folder.resolve("hostile.csv")));
        line.addAll(List.of("--label", "yes?", "--sensitive", SCRIPT, "--method", "all", "--bound", "0.02,0.1"));
        line.addAll(List.of("--limit", "equalized_odds_difference<=0.2", "--limit", "accuracy>=0.6"));
        line.addAll(List.of("--set", "lambda=0.01", "--out", folder.resolve("mitigations"), "--report", page, "-q"));
        candor(line.toArray());
        return page;
    }

    /** Pages of fairness that stand alone, with hostile names of columns and groups. */
    List<Path> fairness() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder csv = new StringBuilder("age," + cell(COLUMNS.get(0)) + ",y,p,s\n");
        for (int i = 0; i < 800; i++) {
            int group = random.nextInt(GROUPS.size());
            double score = Math.min(0.99, random.nextDouble() * (group == 1 ? 0.6 : 0.9) + 0.05);
            csv.append(random.nextInt(60))
                    .append(',')
                    .append(cell(GROUPS.get(group)))
                    .append(',');
            csv.append(random.nextDouble() < score ? 1 : 0).append(',').append(score > 0.5 ? 1 : 0);
            csv.append(',').append(score).append('\n');
        }
        Path data = folder.resolve("fairness.csv");
        Files.writeString(data, csv);
        Path assessed = folder.resolve("assessed.html");
        Path mended = folder.resolve("mended.html");
        Path formatted = folder.resolve("formatted.html");
        List<Object> of = List.of("--data", data, "--label", "y", "--sensitive", COLUMNS.get(0), "-q");
        fairness(
                of,
                "assess",
                "--prediction",
                "p",
                "--score",
                "s",
                "--curves",
                "--inequality",
                "--tests",
                "--report",
                assessed);
        fairness(
                of,
                "mitigate",
                "--method",
                "threshold",
                "--inputs",
                "age,s",
                "--out",
                folder.resolve("m"),
                "--report",
                mended);
        fairness(of, "report", "--format", "four-fifths", "--prediction", "p", "--report", formatted);
        return List.of(assessed, mended, formatted);
    }

    private void fairness(List<Object> of, Object... arguments) throws IOException, InterruptedException {
        List<Object> line = new ArrayList<>(List.of("fairness"));
        line.addAll(List.of(arguments));
        line.addAll(of);
        candor(line.toArray());
    }

    private Path run(String kind, String algorithm, String title, Path data, String label, String sensitive)
            throws IOException, InterruptedException {
        Path home = folder.resolve(algorithm + "-" + kind);
        candor("init", "--data", data, "--label", label, "--sensitive", sensitive, "--out", home, "-q");
        Path config = home.resolve("candor.yaml");
        String fast = Files.readString(config)
                .replace("algorithm: ebm", "algorithm: " + algorithm)
                .replace("settings: {}", "settings: " + settings(algorithm))
                .replaceFirst("(?m)^name: .*", "name: \"" + title + "\"");
        assertThat(fast).contains("algorithm: " + algorithm, "name: \"" + title);
        Files.writeString(config, fast);
        candor("run", "--config", config, "--store", home.resolve("store"), "--out", home.resolve("out"), "-q");
        try (Stream<Path> runs = Files.list(home.resolve("out"))) {
            return runs.findFirst().orElseThrow().resolve("report.html");
        }
    }

    private static String settings(String algorithm) {
        return switch (algorithm) {
            case EBM -> FAST;
            case XGBOOST -> "{rounds: 20, max_depth: 4}";
            default -> "{}";
        };
    }

    private static String cell(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private void candor(Object... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xmx1g", "-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8"));
        line.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        for (Object argument : arguments) line.add(argument.toString());
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isLessThan(2); // 1: a gate is not met
    }
}
