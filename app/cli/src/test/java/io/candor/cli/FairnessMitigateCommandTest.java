package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.io.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** @param more further words, apart by blanks */
    private Candor.Outcome mitigate(String out, String label, String more) {
        List<Object> words = new ArrayList<>(List.of("fairness", "mitigate", "--data", data, "--label", label));
        words.addAll(List.of("--sensitive", "sex", "--set", "lambda=0.01", "--out", folder.resolve(out)));
        words.addAll(List.of(more.split(" ")));
        return Candor.quiet(words.toArray());
    }

    private Candor.Outcome assess(Path model, String more) {
        List<Object> words = new ArrayList<>(List.of("fairness", "assess", "--data", data, "--model", model));
        words.addAll(List.of(more.split(" ")));
        return Candor.quiet(words.toArray());
    }

    /** What is saved can be scored and assessed like any model, twice with the same decisions. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "exponentiated-gradient",
                "grid-search",
                "reweighing",
                "threshold",
                "reject-option",
                "correlation-remover"
            })
    void aMendedModelIsSavedScoredAndAssessed(String method) throws IOException {
        Path out = folder.resolve("mended");
        String said = mitigate("mended", "approved", "--constraint demographic-parity --bound 0.05 --method " + method)
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
        assertThat(assess(out, "--sensitive sex").done().out()).contains("selection_rate.difference");
    }

    @Test
    void theSameSeedGivesTheSameFilesOnAnyNumberOfThreads() throws IOException {
        mitigate("one", "approved", "--threads 1").done();
        mitigate("two", "approved", "--threads 2").done();
        for (String file : new String[] {"model.json", "decider.json", "mitigation.json"}) {
            assertThat(folder.resolve("one").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
        }
    }

    /** A model that does not learn from the sensitive column does not read it. */
    @Test
    void aColumnThatIsNoInputIsNotRead() {
        assertThat(mitigate("m", "approved", "--drop sex").done().out())
                .contains("reads no sensitive column when it decides");
    }

    @Test
    void wrongNamesAreSaid() {
        mitigate("m", "approved", "--method magic").refused(2, "CND-C050");
        mitigate("m", "approved", "--constraint alike").refused(2, "CND-F014");
        mitigate("m", "amount", "--id sex").refused(2, "CND-C051");
        assertThat(folder.resolve("m")).doesNotExist();
    }

    @Test
    void assessTakesFormulasWeightsTestsAndDraws() {
        Path out = folder.resolve("model");
        Candor.quiet("train", "--data", data, "--label", "approved", "--algorithm", "tree", "--out", out)
                .done();
        assertThat(assess(out, "--sensitive sex --tests --weight age --metric cost=(5*fn+fp)/n --min-support 10")
                        .done()
                        .out())
                .contains("cost.difference", "statistic");
        assertThat(assess(out, "--sensitive sex --bootstrap 50").done().out()).contains("median");
        assertThat(assess(out, "--sensitive sex --tests --bootstrap 50 --json")
                        .done()
                        .out())
                .contains("fairness.assessment:v1", "fairness.tests:v1", "fairness.bootstrap:v1");
        assess(out, "--sensitive sex --metric cost=5*fm").refused(2, "CND-V018");
    }
}
