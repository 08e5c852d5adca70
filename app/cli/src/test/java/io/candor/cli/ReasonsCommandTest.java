package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An explainer is saved with its model and gives reasons, from the command line. */
class ReasonsCommandTest {
    @TempDir
    Path folder;

    private Path train(String algorithm) throws Exception {
        Path data = Data.loans(folder.resolve("d.csv"));
        Path model = folder.resolve("model");
        Candor.quiet("train", "--data", data, "--label", "approved", "--algorithm", algorithm, "--out", model)
                .done();
        return data;
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "ebm", "tree", "xgboost"})
    void reasonsStandInTheirOrderAndAddUpToNoMoreThanTheDifference(String algorithm) throws Exception {
        Path data = train(algorithm);
        Path model = folder.resolve("model");
        Path explainer = folder.resolve("explainer");
        Candor.quiet("explain", "save", "--model", model, "--data", data, "--favourable", "yes", "--out", explainer)
                .done();
        Json.Obj found = Candor.quiet(
                        "explain", "reasons", "--explainer", explainer, "--data", data, "--rows", "0-40", "--json")
                .json();
        int given = 0;
        for (Json item : found.array("rows")) {
            Json.Obj row = (Json.Obj) item;
            double last = Double.NEGATIVE_INFINITY;
            for (Json reason : row.array("reasons")) {
                double difference = ((Json.Obj) reason).number("difference");
                assertThat(difference).isNegative().isGreaterThanOrEqualTo(last);
                last = difference;
                given++;
            }
        }
        assertThat(given).isPositive();
        Json.Obj local = Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "0-1", "--json")
                .json();
        if (algorithm.equals("tree")) return; // explained along its path
        double apart = sum(local, 0) - sum(local, 1);
        double differences = ((Json.Obj) found.array("rows").get(0)).number("difference")
                - ((Json.Obj) found.array("rows").get(1)).number("difference");
        assertThat(differences).isCloseTo(apart, within(1e-9));
    }

    private static double sum(Json.Obj local, int row) {
        double sum = 0;
        for (Json value : ((Json.Obj) local.array("rows").get(row)).array("values")) sum += ((Json.Num) value).value();
        return sum;
    }

    @Test
    void textsAndGroupsAreUsedAndMistakesAreNamed() throws Exception {
        Path data = train("linear");
        Path model = folder.resolve("model");
        Path texts = folder.resolve("texts.yaml");
        Path explainer = folder.resolve("explainer");
        Files.writeString(texts, "amount: You want {value}\n");
        Candor.Outcome saved = Candor.quiet(
                "explain",
                "save",
                "--model",
                model,
                "--data",
                data,
                "--favourable",
                "yes",
                "--accepted",
                "--texts",
                texts,
                "--out",
                explainer);
        saved.done();
        assertThat(saved.out()).contains("that the model accepts");
        String reasons = Candor.quiet("explain", "reasons", "--explainer", explainer, "--data", data, "--rows", "0-30")
                .done()
                .out();
        assertThat(reasons).contains("You want ").contains("the mean of 'd'");
        Path other = folder.resolve("other");
        Candor.quiet("explain", "save", "--model", model, "--data", data, "--favourable", "perhaps", "--out", other)
                .refused(2, "CND-E022");
        assertThat(other).doesNotExist();
        Candor.quiet("explain", "reasons", "--explainer", model, "--data", data, "--rows", "0")
                .refused(2, "CND-C020");
        Files.writeString(explainer.resolve("model/MLmodel"), "changed");
        Candor.quiet("explain", "reasons", "--explainer", explainer, "--data", data, "--rows", "0")
                .refused(2, "CND-E026");
    }
}
