package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports by named policies from the command line. */
class FairnessReportCommandTest {
    @TempDir
    Path folder;

    /** 48 of 80 white and 12 of 40 black applicants hired; one of unknown sex. */
    private Path hired() throws Exception {
        StringBuilder csv = new StringBuilder("sex,race,hired,score,good\n");
        for (int i = 0; i < 120; i++) {
            boolean white = i < 80;
            boolean yes = white ? i < 48 : i - 80 < 12;
            csv.append(i == 0 ? "" : i % 2 == 0 ? "f" : "m").append(',').append(white ? "<white>" : "=black");
            csv.append(',')
                    .append(yes ? 1 : 0)
                    .append(',')
                    .append(yes ? 0.9 : 0.1)
                    .append(',')
                    .append(i % 3 == 0 ? 1 : 0);
            csv.append('\n');
        }
        return Files.writeString(folder.resolve("h.csv"), csv);
    }

    private Candor.Outcome report(String format, Object... more) throws Exception {
        List<Object> line = new ArrayList<>(List.of("fairness", "report", "--format", format, "--data", hired()));
        line.addAll(List.of(more));
        return Candor.quiet(line.toArray());
    }

    @Test
    void theTablesOfLl144AreWrittenInEveryForm() throws Exception {
        for (String ending : List.of("md", "csv", "html", "json")) {
            Path out = folder.resolve("audit." + ending);
            String told = report(
                            "ll144",
                            "--prediction",
                            "hired",
                            "--sensitive",
                            "sex,race",
                            "--audit-date",
                            "2026-05-01",
                            "--out",
                            out)
                    .done()
                    .out();
            assertThat(told)
                    .contains("audit date: 2026-05-01", "1 of 120 people have no known category", "written: " + out);
            String text = Files.readString(out);
            assertThat(text).contains("0.5");
            switch (ending) {
                case "md" -> assertThat(text).contains("| category |", "\\<white>", "To be written by people");
                case "csv" -> assertThat(text).contains("\"race\",\"'=black\",\"40\",\"12\",\"0.3\"");
                case "html" ->
                    assertThat(text).contains("<td>&lt;white&gt;</td>").doesNotContain("<white>");
                default -> assertThat(text).contains("urn:candor:evidence:fairness.report:v1");
            }
        }
    }

    @Test
    void scoresAloneGiveScoringRates() throws Exception {
        assertThat(report("ll144", "--score", "score", "--sensitive", "sex,race")
                        .done()
                        .out())
                .contains("scoring rate", "The median score of the full sample is 0.");
        assertThat(report("ll144", "--score", "score", "--prediction", "hired", "--sensitive", "sex,race")
                        .done()
                        .out())
                .contains("selection rate");
    }

    @Test
    void fourFifthsSaysWhereARatioLies() throws Exception {
        Json.Obj evidence = report("four-fifths", "--prediction", "hired", "--sensitive", "race", "--json")
                .json();
        Json black = evidence.at("/predicate/result/sections/0/rows/1").orElseThrow();
        assertThat(((Json.Obj) black).object("ratio to highest").number("value"))
                .isEqualTo(0.5);
        assertThat(((Json.Obj) black).number("short of 4/5 by")).isEqualTo(8);
    }

    @Test
    void theAiActsBlanksAreNamed() throws Exception {
        assertThat(report("eu-ai-act", "--prediction", "hired", "--label", "good", "--sensitive", "race,sex+race")
                        .done()
                        .out())
                .contains("Art. 10(3)", "sex & race", "to be written by people", "Art. 10(2)(g)")
                .doesNotContainIgnoringCase("compliant");
    }

    @Test
    void mistakesAreNamed() throws Exception {
        report("ll145", "--prediction", "hired", "--sensitive", "sex,race")
                .refused(2, "CND-U059", "did you mean 'll144'?");
        report("ll144", "--prediction", "hired", "--sensitive", "sex").refused(2, "CND-U054");
        report("eu-ai-act", "--prediction", "hired", "--sensitive", "sex").refused(2, "CND-U054", "--label");
        report("four-fifths", "--sensitive", "sex").refused(2, "CND-U054", "--prediction");
        report("four-fifths", "--prediction", "race", "--sensitive", "sex").refused(2, "CND-U053");
        report("four-fifths", "--prediction", "hired", "--sensitive", "sex", "--out", "x.pdf")
                .refused(2, "CND-U059");
        report("four-fifths", "--prediction", "hired", "--sensitive", "age").refused(2, "CND-D003");
    }
}
