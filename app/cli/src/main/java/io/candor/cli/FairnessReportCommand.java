package io.candor.cli;

import io.candor.assessment.Config;
import io.candor.assessment.DataSource;
import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.CanonicalJson;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.format.AiActContents;
import io.candor.fairness.format.FormatReport;
import io.candor.fairness.format.FourFifths;
import io.candor.fairness.format.LocalLaw144;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor fairness report}. */
@Command(
        name = "report",
        header = "Tables in the form that a named law or guideline asks for.",
        description = {
            "",
            "ll144: New York City Local Law 144; --sensitive names the columns of sex and race or ethnicity, in this order.",
            "four-fifths: 29 CFR 1607.4(D).  eu-ai-act: measurements for Art. 10 and 15; needs --label.",
            "None is a default and none says whether a law is met. What people must write is listed as to be written.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  candor fairness report --format ll144 --data F.csv --prediction p --sensitive sex,race --out F.md"
        })
final class FairnessReportCommand extends Verb {
    private static final List<String> FORMATS = List.of("ll144", "four-fifths", "eu-ai-act");
    private static final List<String> RATES = List.of("selection", "scoring");
    private static final List<String> FILES = List.of("md", "csv", "html", "json");

    @Option(names = "--format", required = true, paramLabel = "N", description = "ll144, four-fifths or eu-ai-act.")
    String format = "";

    @Mixin
    DecisionColumns columns = new DecisionColumns();

    @Option(
            names = "--sensitive",
            required = true,
            paramLabel = "A,B",
            description = "Columns of groups; a '+' joins columns (not of ll144, which has its own).")
    String sensitive = "";

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Of ll144: selection or scoring (default: scoring if there are scores only).")
    @Nullable
    String rate;

    @Option(names = "--audit-date", paramLabel = "TEXT", defaultValue = "", description = "Of ll144; printed as given.")
    String auditDate = "";

    @Option(
            names = "--data-source",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Of ll144; printed as given.")
    String dataSource = "";

    @Option(
            names = "--distribution-date",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Of ll144; printed as given.")
    String distributionDate = "";

    @Option(
            names = "--leave-out-small",
            paramLabel = "REASON",
            defaultValue = "",
            description = "Of ll144: leave categories below 2 %% out of the impact ratios, for this reason.")
    String smallReason = "";

    @Option(names = "--out", paramLabel = "F", description = "File to write: .md, .csv, .html or .json.")
    @Nullable
    Path out;

    @Mixin
    PageOption page = new PageOption();

    @Override
    public Integer call() {
        one("--format", format, FORMATS);
        if (rate != null) one("--rate", rate, RATES);
        String ending = "";
        if (out != null) {
            String name = String.valueOf(out.getFileName());
            ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            one("--out", ending, FILES);
        }
        Table table = columns.table();
        FormatReport report = report(table);
        Subject data = new Subject("data:" + Config.stem(columns.data), DataSource.digest(columns.data));
        Evidence evidence = report.evidence(List.of(data));
        FormatFile file = new FormatFile(report);
        if (out != null) {
            AtomicFile.write(
                    out,
                    switch (ending) {
                        case "md" -> file.markdown();
                        case "csv" -> file.csv();
                        case "html" -> file.html();
                        default -> CanonicalJson.pretty(evidence.toJson());
                    });
        }
        Terminal terminal = global.terminal();
        page.fairness(terminal, Config.stem(columns.data), List.of(evidence));
        terminal.print(file.text() + (out == null ? "" : "\n\nwritten: " + out), evidence.toJson());
        return 0;
    }

    private FormatReport report(Table table) {
        List<List<String>> features = DataOptions.names(sensitive).stream()
                .map(names -> List.of(names.split("\\+")))
                .toList();
        if (features.isEmpty()) throw DecisionColumns.missing("--sensitive", "the columns of the groups");
        double[] scores = new double[table.rows()];
        Arrays.fill(scores, Double.NaN);
        if (format.equals("ll144")) return localLaw(table, features, scores);
        int[] decisions = columns.decisions(table, scores);
        return format.equals("four-fifths")
                ? FourFifths.of(table, features, decisions)
                : aiAct(table, features, decisions, scores);
    }

    private FormatReport localLaw(Table table, List<List<String>> features, double[] scores) {
        if (features.size() != 2 || features.stream().anyMatch(f -> f.size() > 1)) {
            throw DecisionColumns.missing("--sensitive SEX,RACE", "the column of sex, then that of race or ethnicity");
        }
        LocalLaw144 tables = new LocalLaw144(
                features.get(0).get(0),
                features.get(1).get(0),
                new LocalLaw144.Given(auditDate, dataSource, distributionDate, smallReason));
        boolean scoring =
                "scoring".equals(rate) || (rate == null && columns.prediction == null && columns.model == null);
        if (!scoring) return tables.ofSelections(table, columns.decisions(table, scores));
        columns.scores(table, scores);
        return tables.ofScores(table, scores);
    }

    private FormatReport aiAct(Table table, List<List<String>> features, int[] decisions, double[] scores) {
        if (columns.label == null) throw DecisionColumns.missing("--label", "the column of what came of each row");
        int[] labels = columns.classes(table.column(columns.label), true);
        int[] rows = java.util.stream.IntStream.range(0, labels.length)
                .filter(i -> labels[i] >= 0)
                .toArray();
        boolean scored = rows.length > 0 && Arrays.stream(rows).noneMatch(i -> Double.isNaN(scores[i]));
        List<String> alone = new ArrayList<>();
        List<List<String>> joined = new ArrayList<>();
        for (List<String> feature : features) {
            if (feature.size() == 1) alone.add(feature.get(0));
            else joined.add(feature);
        }
        FairnessPlan plan = new FairnessPlan(alone, joined, List.of(), Map.of(), 30);
        double[] kept = Arrays.stream(rows).mapToDouble(i -> scores[i]).toArray();
        Predictions predictions = Predictions.binary(
                Arrays.stream(rows).map(i -> labels[i]).toArray(),
                scored ? kept : null,
                Arrays.stream(rows).map(i -> decisions[i]).toArray());
        return AiActContents.of(plan, table.select(rows), predictions);
    }

    private static void one(String option, String given, List<String> known) {
        if (known.contains(given)) return;
        throw CandorException.user(
                "CND-U059",
                option + " is '" + given + "'",
                "one of " + String.join(", ", known),
                Suggestions.remedy(given, known));
    }
}
