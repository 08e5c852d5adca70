package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What explains any model, from the command line. */
class AnyModelTest {
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

    private Json.Obj explain(String kind, Object... more) {
        List<Object> line = new ArrayList<>(List.of("explain", kind, "--model", model, "--data", data, "--json"));
        line.addAll(List.of(more));
        return Candor.quiet(line.toArray()).json();
    }

    private static double number(Json json, String pointer) {
        return ((Json.Num) json.at(pointer).orElseThrow()).value();
    }

    /** A logistic model is a sum in log-odds, so every estimator finds the same. */
    @Test
    void allEstimatorsAgreeOnALinearModel() {
        Json.Obj exact = explain("local", "--rows", "3", "--method", "exact", "--log-odds");
        assertThat(exact.text("output")).isEqualTo("log-odds");
        for (String method : List.of(
                "auto", "permutation-shap", "kernel-shap", "leverage-shap", "gaussian-shap", "partition-shap")) {
            Json.Obj found = explain("local", "--rows", "3", "--method", method, "--log-odds", "--budget", "200");
            double sum = found.number("baseValue") + number(found, "/rows/0/residual");
            for (int j = 0; j < found.array("features").size(); j++) {
                String value = "/rows/0/values/" + j;
                sum += number(found, value);
                assertThat(number(found, value)).as(method).isCloseTo(number(exact, value), within(1e-9));
            }
            assertThat(sum).isCloseTo(number(found, "/rows/0/prediction"), within(1e-12));
        }
    }

    @Test
    void aBackgroundCanBeAFileOfItsOwn() throws IOException {
        Path other = Data.loans(folder.resolve("background.csv"));
        Json.Obj found = explain("local", "--rows", "0-1", "--method", "auto", "--background", other);
        assertThat(found.array("rows")).hasSize(2);
        assertThat(found.number("sampleSize")).isGreaterThan(100);
        Json.Obj lime = explain("local", "--rows", "0", "--method", "lime", "--budget", "500");
        assertThat(lime.number("sampleSize")).isEqualTo(500);
        assertThat(lime.at("/rows/0/fit")).isPresent();
        assertThat(Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "0", "--method", "lime")
                        .done()
                        .out())
                .contains("(base value)", "standard error", "kernel_width");
    }

    @Test
    void inputsCanBeToldTogether() {
        Json.Obj found = explain("local", "--rows", "0", "--method", "auto", "--together", "sex,amount");
        assertThat(found.array("features"))
                .anyMatch(f -> ((Json.Str) f).value().contains("sex & ")
                        || ((Json.Str) f).value().contains(" & sex"));
    }

    @Test
    void effectsAreShownForTheFeaturesAskedFor() {
        Json.Obj pdp = explain("global", "--method", "pdp", "--feature", "amount");
        assertThat(pdp.object("features").members().keySet()).containsExactly("amount");
        assertThat(explain("global", "--method", "ale").object("features").members())
                .hasSizeGreaterThan(1);
        assertThat(explain("global", "--method", "ice", "--feature", "sex").at("/features/sex/curves/0"))
                .isPresent();
        for (String method : List.of("pdp", "ale", "morris", "surrogate")) {
            assertThat(Candor.quiet("explain", "global", "--model", model, "--data", data, "--method", method)
                            .done()
                            .out())
                    .contains("amount", " with {");
        }
        Candor.quiet("explain", "global", "--model", model, "--data", data, "--method", "pdp", "--feature", "amuont")
                .refused(2, "CND-C015", "amount");
    }

    @Test
    void importanceNeedsLabelsAndSurrogatesSayTheirFidelity() {
        Json.Obj permutation = explain("global", "--method", "permutation", "--label", "approved");
        assertThat(((Json.Obj) permutation.array("features").get(0)).text("name"))
                .isEqualTo("amount");
        Candor.quiet("explain", "global", "--model", model, "--data", data, "--method", "permutation")
                .refused(2, "CND-C014");
        Json.Obj surrogate = explain("global", "--method", "surrogate", "--sample", "300");
        assertThat(number(surrogate, "/outputs/yes/fidelity/value")).isBetween(0.3, 1.0);
        assertThat(surrogate.at("/outputs/yes/tree/nodes/0")).isPresent();
        Candor.quiet("explain", "global", "--model", model, "--data", data, "--method", "pdp", "--sample", "0")
                .refused(2, "CND-U030");
    }

    @Test
    void threadsDoNotChangeAByte() {
        Json.Obj one = explain("local", "--rows", "0-4", "--method", "gaussian-shap", "--threads", "1");
        assertThat(explain("local", "--rows", "0-4", "--method", "gaussian-shap", "--threads", "3"))
                .isEqualTo(one);
        assertThat(explain("local", "--rows", "0-4", "--method", "gaussian-shap", "--seed", "7"))
                .isNotEqualTo(one);
    }
}
