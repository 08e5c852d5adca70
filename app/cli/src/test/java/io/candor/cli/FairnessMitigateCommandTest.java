package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.io.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairnessMitigateCommandTest {
    @TempDir
    Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void loans() throws IOException {
        data = Data.loans(folder.resolve("d.csv"), text -> text);
    }

    /** What is saved can be scored and assessed like any model, twice with the same decisions. */
    @ParameterizedTest
    @ValueSource(strings = {"exponentiated-gradient", "grid-search", "reweighing", "threshold"})
    void aMendedModelIsSavedScoredAndAssessed(String method) throws IOException {
        Path out = folder.resolve("mended");
        String said = Candor.quiet(
                        "fairness",
                        "mitigate",
                        "--data",
                        data,
                        "--label",
                        "approved",
                        "--sensitive",
                        "sex",
                        "--method",
                        method,
                        "--constraint",
                        "demographic-parity",
                        "--bound",
                        "0.05",
                        "--set",
                        "lambda=0.01",
                        "--out",
                        out)
                .done()
                .out();
        assertThat(said).contains("demographic_parity_difference", "without", "with", "reads when it decides: sex");
        Json.Obj evidence = (Json.Obj) JsonText.read(out.resolve("mitigation.json"));
        assertThat(evidence.text("predicateType")).isEqualTo("urn:candor:evidence:fairness.mitigation:v1");
        for (String name : new String[] {"a.csv", "b.csv"}) {
            Candor.quiet("predict", "--model", out, "--data", data, "--out", folder.resolve(name))
                    .done();
        }
        assertThat(folder.resolve("a.csv")).hasSameBinaryContentAs(folder.resolve("b.csv"));
        assertThat(Candor.quiet("fairness", "assess", "--data", data, "--model", out, "--sensitive", "sex")
                        .done()
                        .out())
                .contains("selection_rate.difference");
    }

    @Test
    void theSameSeedGivesTheSameFiles() throws IOException {
        for (String name : new String[] {"one", "two"}) {
            Candor.quiet(
                            "fairness",
                            "mitigate",
                            "--data",
                            data,
                            "--label",
                            "approved",
                            "--sensitive",
                            "sex",
                            "--set",
                            "lambda=0.01",
                            "--threads",
                            name.equals("one") ? "1" : "2",
                            "--out",
                            folder.resolve(name))
                    .done();
        }
        for (String file : new String[] {"model.json", "decider.json", "mitigation.json"}) {
            assertThat(Files.readString(folder.resolve("one").resolve(file)))
                    .isEqualTo(Files.readString(folder.resolve("two").resolve(file)));
        }
    }

    /** A model that does not learn from the sensitive column does not read it. */
    @Test
    void aColumnThatIsNoInputIsNotRead() {
        String said = Candor.quiet(
                        "fairness",
                        "mitigate",
                        "--data",
                        data,
                        "--label",
                        "approved",
                        "--sensitive",
                        "sex",
                        "--drop",
                        "sex",
                        "--set",
                        "lambda=0.01",
                        "--out",
                        folder.resolve("m"))
                .done()
                .out();
        assertThat(said).contains("reads no sensitive column when it decides");
    }

    @Test
    void wrongNamesAreSaid() {
        Candor.quiet(
                        "fairness",
                        "mitigate",
                        "--data",
                        data,
                        "--label",
                        "approved",
                        "--sensitive",
                        "sex",
                        "--method",
                        "magic",
                        "--out",
                        folder.resolve("m"))
                .refused(2, "CND-C050");
        Candor.quiet(
                        "fairness",
                        "mitigate",
                        "--data",
                        data,
                        "--label",
                        "approved",
                        "--sensitive",
                        "sex",
                        "--constraint",
                        "alike",
                        "--out",
                        folder.resolve("m"))
                .refused(2, "CND-F014");
        Candor.quiet(
                        "fairness",
                        "mitigate",
                        "--data",
                        data,
                        "--label",
                        "amount",
                        "--sensitive",
                        "sex",
                        "--out",
                        folder.resolve("m"))
                .refused(2, "CND-C051");
        assertThat(folder.resolve("m")).doesNotExist();
    }

    @Test
    void assessTakesFormulasWeightsAndTests() {
        Path out = folder.resolve("model");
        Candor.quiet("train", "--data", data, "--label", "approved", "--algorithm", "tree", "--out", out)
                .done();
        String said = Candor.quiet(
                        "fairness",
                        "assess",
                        "--data",
                        data,
                        "--model",
                        out,
                        "--sensitive",
                        "sex",
                        "--tests",
                        "--weight",
                        "age",
                        "--metric",
                        "cost=(5*fn + fp)/n",
                        "--min-support",
                        "10")
                .done()
                .out();
        assertThat(said).contains("cost.difference", "statistic");
        String json = Candor.quiet(
                        "fairness",
                        "assess",
                        "--data",
                        data,
                        "--model",
                        out,
                        "--sensitive",
                        "sex",
                        "--tests",
                        "--bootstrap",
                        "50",
                        "--json")
                .done()
                .out();
        assertThat(json).contains("fairness.assessment:v1", "fairness.tests:v1", "fairness.bootstrap:v1");
        Candor.quiet(
                        "fairness",
                        "assess",
                        "--data",
                        data,
                        "--model",
                        out,
                        "--sensitive",
                        "sex",
                        "--metric",
                        "cost=5*fm")
                .refused(2, "CND-V018");
    }
}
