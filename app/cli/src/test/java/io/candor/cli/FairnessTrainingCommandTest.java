package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.io.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairnessTrainingCommandTest {
    @TempDir
    Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void loans() throws IOException {
        data = Data.loans(folder.resolve("d.csv"), text -> text);
    }

    private Candor.Outcome training(String more) {
        List<Object> words = new ArrayList<>(List.of("fairness", "training", "--data", data, "--label", "approved"));
        words.addAll(List.of("--sensitive", "sex", "--folds", "3"));
        words.addAll(List.of(more.split(" ")));
        return Candor.quiet(words.toArray());
    }

    private Json.Obj result(String more) throws IOException {
        Path file = folder.resolve("t.json");
        Files.writeString(file, training(more + " --json").done().out());
        return ((Json.Obj) JsonText.read(file)).object("predicate").object("result");
    }

    /** Steps ascend to the end, where the model of a fold is the one that a whole training gives. */
    @Test
    void anEbmIsSeenStepByStep() throws IOException {
        Json.Obj result = result("--set outer_bags=2 --set interactions=1");
        List<Json> points = result.array("points");
        assertThat(points).hasSizeGreaterThan(4);
        double before = 0;
        for (Json item : points) {
            Json.Obj point = (Json.Obj) item;
            assertThat(point.number("steps")).isGreaterThan(before);
            before = point.number("steps");
            assertThat(point.array("folds")).hasSize(3);
            assertThat(point.number("n")).isEqualTo(300);
        }
        double first = ((Json.Obj) points.get(0))
                .object("performance")
                .object("log_loss")
                .number("value");
        double last = ((Json.Obj) points.get(points.size() - 1))
                .object("performance")
                .object("log_loss")
                .number("value");
        assertThat(last).isLessThan(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "tree"})
    void otherAlgorithmsAreSeenAtTheirEnd(String algorithm) throws IOException {
        assertThat(result("--algorithm " + algorithm).array("points")).hasSize(1);
        assertThat(training("--algorithm " + algorithm).done().out())
                .contains("each fold at the end", "equalized_odds_difference");
    }

    @Test
    void theSameSeedGivesTheSameOnAnyNumberOfThreads() {
        assertThat(training("--set outer_bags=2 --threads 1 --json").done().out())
                .isEqualTo(
                        training("--set outer_bags=2 --threads 2 --json").done().out());
    }

    @Test
    void aSearchAndASingleFoldAreRefused() {
        training("--algorithm auto").refused(2, "CND-U070");
        Candor.quiet(
                        "fairness",
                        "training",
                        "--data",
                        data,
                        "--label",
                        "approved",
                        "--sensitive",
                        "sex",
                        "--folds",
                        "1")
                .refused(2, "CND-V007");
    }
}
