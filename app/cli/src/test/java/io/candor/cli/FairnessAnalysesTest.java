package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The analyses beside an assessment's metrics and gaps. */
class FairnessAnalysesTest {
    @TempDir
    Path folder;

    private Path data = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void loans() throws IOException {
        data = Data.loans(folder.resolve("d.csv"), text -> text);
        model = folder.resolve("model");
        Candor.quiet("train", "--data", data, "--label", "approved", "--algorithm", "linear", "--out", model)
                .done();
    }

    private Candor.Outcome assess(String more) {
        List<Object> words = new ArrayList<>(List.of("fairness", "assess", "--data", data, "--model", model));
        words.addAll(List.of(more.split(" ")));
        return Candor.quiet(words.toArray());
    }

    private List<String> kinds(String more) {
        return assess(more + " --json").json().array("evidence").stream()
                .map(item -> Evidence.fromJson((Json.Obj) item).kind())
                .toList();
    }

    @Test
    void curvesAreOfScoresByGroup() {
        assertThat(assess("--sensitive sex --curves").done().out())
                .contains("scores by sex", "auc", "calibration error (by chance)", "in_the_large.difference");
        assertThat(kinds("--sensitive sex --curves")).containsExactly("fairness.assessment", "fairness.curves");
    }

    @Test
    void curvesOfDecisionsAreRefused() {
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
                        "sex",
                        "--curves")
                .refused(2, "CND-F061");
    }

    @Test
    void controlsAreHeldAlike() {
        assertThat(assess("--sensitive sex --control city").done().out())
                .contains("gaps by sex, given city", "rows covered", "odds ratio", "not thereby excused");
        assertThat(kinds("--sensitive sex --control city"))
                .containsExactly("fairness.assessment", "fairness.conditional");
    }

    @Test
    void benefitsAreSharedWithinGroupsAndBetweenThem() {
        assertThat(assess("--sensitive sex --inequality").done().out())
                .contains("inequality of decision - label + 1, by sex", "between groups", "mean_benefit.difference");
        assertThat(kinds("--sensitive sex --inequality")).containsExactly("fairness.assessment", "fairness.inequality");
    }

    @Test
    void rowsAreHeldAgainstThoseMostLikeThem() {
        assertThat(assess("--sensitive sex --consistency 3").done().out())
                .contains("consistency with the 3 nearest rows, by sex", "against most", "alike in: ")
                .doesNotContainPattern("alike in: .*sex");
        assertThat(assess("--sensitive sex --consistency 3 --similar city --json")
                        .done()
                        .out())
                .isEqualTo(assess("--sensitive sex --consistency 3 --similar city --json --threads 1")
                        .done()
                        .out());
    }

    @Test
    void whatIsAlikeMustBeKnown() {
        assess("--sensitive sex --similar city").refused(2, "CND-U061");
        assess("--sensitive sex --consistency 0").refused(2, "CND-F064");
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
                        "sex",
                        "--consistency",
                        "3")
                .refused(2, "CND-U060");
    }
}
