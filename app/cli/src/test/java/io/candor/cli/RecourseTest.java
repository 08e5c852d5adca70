package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.testkit.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code what-if} and {@code counterfactual}, from the command line. */
class RecourseTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    @BeforeEach
    void train() throws IOException {
        data = Data.loans(folder.resolve("d.csv"));
        model = folder.resolve("model");
        Candor.quiet("train", "--data", data, "--label", "approved", "--algorithm", "linear", "--out", model)
                .done();
    }

    private Object[] line(String verb, Object... more) {
        List<Object> line = new ArrayList<>(List.of(verb, "--model", model, "--data", data));
        line.addAll(List.of(more));
        return line.toArray();
    }

    private static Json at(Json json, String pointer) {
        return json.at(pointer).orElseThrow();
    }

    @Test
    void aChangedRowIsAnsweredBeforeAndAfter() {
        Json.Obj found = Candor.quiet(line("what-if", "--row", "3", "--set", "age=77", "--ice", "age,sex", "--json"))
                .json();
        assertThat(at(found, "/changes/0/to")).isEqualTo(Json.of("77"));
        double gain = ((Json.Num) at(found, "/difference")).value();
        assertThat(gain).isGreaterThan(0);
        assertThat(at(found, "/curves/sex/points")).isInstanceOf(Json.Arr.class);
        String text = Candor.quiet(line("what-if", "--row", "3", "--set", "age=200", "--set", "sex=x", "--ice", "age"))
                .done()
                .out();
        assertThat(text)
                .contains("before", "after", "decision", "outside of the data's", "has not seen", "probability of yes");
    }

    @Test
    void theWayToAnotherDecisionHoldsWhenItIsAsked() {
        Json.Obj found = Candor.quiet(line(
                        "counterfactual",
                        "--rows",
                        "0-19",
                        "--count",
                        "2",
                        "--freeze",
                        "sex,city",
                        "--only-up",
                        "age",
                        "--range",
                        "amount=110..450",
                        "--json"))
                .json();
        int ways = 0;
        for (Json item : found.array("rows")) {
            Json.Obj row = (Json.Obj) item;
            if (row.get("counterfactuals") == null) continue;
            for (Json way : row.array("counterfactuals")) {
                ways++;
                List<Object> ask = new ArrayList<>(List.of("--row", (int) row.number("row"), "--json"));
                for (Json change : ((Json.Obj) way).array("changes")) {
                    Json.Obj own = (Json.Obj) change;
                    assertThat(own.text("input")).isIn("age", "amount");
                    if (own.text("input").equals("age"))
                        assertThat(own.number("to")).isGreaterThan(own.number("from"));
                    else assertThat(own.number("to")).isBetween(110.0, 450.0);
                    ask.addAll(List.of("--set", own.text("input") + "=" + RecourseText.cell(own.get("to"))));
                }
                Json.Obj answer = Candor.quiet(line("what-if", ask.toArray())).json();
                assertThat(at(answer, "/after/decision")).isNotEqualTo(at(answer, "/before/decision"));
            }
        }
        assertThat(ways).isGreaterThan(10);
        assertThat(found.object("importance").object("sex").number("value")).isZero();
    }

    @Test
    void peopleSeeWhatChanges() {
        String text = Candor.quiet(line(
                        "counterfactual",
                        "--rows",
                        "0-3",
                        "--cost",
                        "amount=2",
                        "--imply",
                        "age up => amount not down"))
                .done()
                .out();
        assertThat(text).contains("what changes", "→", "distance", "cost", "farther out than", "changed in");
        String none = Candor.quiet(line("counterfactual", "--row", "0", "--freeze", "age,amount,sex,city"))
                .done()
                .out();
        assertThat(none).contains("none found");
    }

    @Test
    void theSameSeedPrintsTheSameOnAnyNumberOfThreads() {
        String one = Candor.quiet(line("counterfactual", "--rows", "0-9", "--count", "3", "--threads", "1", "--json"))
                .done()
                .out();
        String four = Candor.quiet(line("counterfactual", "--rows", "0-9", "--count", "3", "--threads", "4", "--json"))
                .done()
                .out();
        assertThat(one).isEqualTo(four);
    }

    @Test
    void aTimeLimitIsSaid() {
        String text = Candor.quiet(line("counterfactual", "--rows", "0-3", "--time-limit", "0s"))
                .done()
                .out();
        assertThat(text).contains("cut short by the time limit");
    }

    @Test
    void aNumberIsAimedAtByARange() throws IOException {
        Path diabetes = Requires.shippedData("diabetes/diabetes.csv");
        Path lines = folder.resolve("lines");
        Candor.quiet("train", "--data", diabetes, "--label", "progression", "--algorithm", "linear", "--out", lines)
                .done();
        Object[] ask = {"counterfactual", "--model", lines, "--data", diabetes, "--row", "0", "--json", "--target"};
        List<Object> range = new ArrayList<>(List.of(ask));
        range.add("..120");
        Json.Obj found = Candor.quiet(range.toArray()).json();
        assertThat(((Json.Num) at(found, "/rows/0/counterfactuals/0/score")).value())
                .isLessThanOrEqualTo(120);
        Candor.quiet("counterfactual", "--model", lines, "--data", diabetes, "--row", "0")
                .refused(2, "CND-U044", "--target");
        range.set(range.size() - 1, "120..100");
        Candor.quiet(range.toArray()).refused(2, "CND-U042");
    }

    @Test
    void aProbabilityCanBeDemanded() {
        Json.Obj found = Candor.quiet(
                        line("counterfactual", "--rows", "0-9", "--target", "no", "--probability", "0.9", "--json"))
                .json();
        for (Json row : found.array("rows")) {
            if (((Json.Obj) row).get("counterfactuals") == null) continue;
            assertThat(((Json.Num) at(row, "/counterfactuals/0/score")).value()).isLessThanOrEqualTo(0.1);
        }
    }

    @Test
    void badUsageIsRefused() {
        Candor.quiet(line("counterfactual")).refused(2, "CND-U041");
        Candor.quiet(line("counterfactual", "--row", "0", "--rows", "1")).refused(2, "CND-U041");
        Candor.quiet(line("counterfactual", "--row", "0-1")).refused(2, "CND-U041");
        Candor.quiet(line("counterfactual", "--row", "300")).refused(2, "CND-U006");
        Candor.quiet(line("counterfactual", "--row", "0", "--range", "age")).refused(2, "CND-U040");
        Candor.quiet(line("counterfactual", "--row", "0", "--range", "age=..")).refused(2, "CND-U042");
        Candor.quiet(line("counterfactual", "--row", "0", "--range", "age=a..3"))
                .refused(2, "CND-U042");
        Candor.quiet(line("counterfactual", "--row", "0", "--cost", "age=x")).refused(2, "CND-U042");
        Candor.quiet(line("counterfactual", "--row", "0", "--cost", "age=0")).refused(2, "CND-E036");
        Candor.quiet(line("counterfactual", "--row", "0", "--imply", "age up")).refused(2, "CND-U043");
        Candor.quiet(line("counterfactual", "--row", "0", "--probability", "0.9"))
                .refused(2, "CND-U044");
        Candor.quiet(line("counterfactual", "--row", "0", "--time-limit", "soon"))
                .refused(2, "CND-U023");
        Candor.quiet(line("counterfactual", "--row", "0", "--count", "0")).refused(2, "CND-E036");
        Candor.quiet(line("counterfactual", "--row", "0", "--freeze", "agee")).refused(2, "CND-E030", "age");
        Candor.quiet(line("counterfactual", "--row", "0", "--only-up", "sex")).refused(2, "CND-E031");
        Candor.quiet(line("counterfactual", "--row", "0", "--allow", "sex=x")).refused(2, "CND-E032");
        Candor.quiet(line("counterfactual", "--row", "0", "--target", "maybe")).refused(2, "CND-E033");
        Candor.quiet(line("what-if", "--row", "0", "--set", "age")).refused(2, "CND-U040");
        Candor.quiet(line("what-if", "--row", "0", "--set", "agee=3")).refused(2, "CND-E037");
        Candor.quiet(line("what-if", "--row", "0", "--set", "age=old")).refused(2, "CND-E038");
    }
}
