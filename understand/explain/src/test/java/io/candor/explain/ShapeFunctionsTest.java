package io.candor.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import io.candor.testkit.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeFunctionsTest {
    private final Evidence evidence = new ShapeFunctions(Example.model(Link.LOGIT)).evidence(Example.SUBJECTS);
    private final Json.Obj terms = evidence.result().object("terms");

    @Test
    void aNumberIsShownByItsDataBins() {
        assertThat(evidence.predicateType()).isEqualTo("urn:candor:evidence:explain.shapes:v1");
        Json.Obj age = terms.object("age");
        assertThat(age.text("kind")).isEqualTo("continuous");
        assertThat(age.number("min")).isEqualTo(17);
        assertThat(age.need("cuts")).isEqualTo(Json.numbers(30, 50));
        assertThat(age.need("scores")).isEqualTo(Json.numbers(-1, 0.25, 0.5));
        assertThat(age.need("weights")).isEqualTo(Json.numbers(9, 8, 7));
        assertThat(((Json.Num) age.array("low").get(1)).value()).isCloseTo(0.25 - 1.96 * 0.2, within(1e-15));
        assertThat(((Json.Num) age.array("high").get(2)).value()).isCloseTo(0.5 + 1.96 * 0.3, within(1e-15));
        assertThat(age.object("missing").number("score")).isEqualTo(0.3);
        assertThat(age.object("missing").number("weight")).isEqualTo(2);
        assertThat(age.object("unseen").number("weight")).isZero();
    }

    @Test
    void aCategoryIsShownByItsLevels() {
        Json.Obj sex = terms.object("sex");
        assertThat(sex.text("kind")).isEqualTo("nominal");
        assertThat(sex.need("levels")).isEqualTo(Json.texts(List.of("Female", "Male")));
        assertThat(sex.need("scores")).isEqualTo(Json.numbers(-0.2, 0.1));
        assertThat(sex.get("cuts")).isNull();
    }

    /** The whole statement, so that a change of its shape, its method or its limits is made on purpose. */
    @Test
    void theStatementIsTheOneThatWasKept() throws IOException {
        Golden.check("shapes.json", new String(evidence.canonicalBytes(), StandardCharsets.UTF_8));
    }

    /** Property: the tables that are shown are the model's, so they add up to its score again. */
    @Test
    void theShownTablesAddUpToTheScore() {
        AdditiveModel model = Example.model(Link.IDENTITY);
        Table table = Example.rows(100);
        RowEncoder encoder = new RowEncoder(model.inputs(), table);
        double[] row = new double[2];
        for (int i = 0; i < 100; i++) {
            encoder.encode(i, row);
            double age = shown(terms.object("age"), Example.AGE.of(row[0]));
            double sex = shown(terms.object("sex"), Example.SEX.of(row[1]));
            double rest = model.contribution(2, row, 0); // a pair is not shown
            double score = evidence.result().number("intercept") + age + sex + rest;
            assertThat(score).isCloseTo(model.additiveScore(row, 0), within(1e-12));
        }
    }

    private static double shown(Json.Obj term, int bin) {
        List<Json> scores = term.array("scores");
        if (bin == 0) return term.object("missing").number("score");
        if (bin > scores.size()) return term.object("unseen").number("score");
        return ((Json.Num) scores.get(bin - 1)).value();
    }

    @Test
    void termsOfSeveralInputsAreNamedInTheLimits() {
        assertThat(terms.members()).containsOnlyKeys("age", "sex");
        assertThat(evidence.limits()).anyMatch(l -> l.contains("'age & sex'"));
    }

    @Test
    void theSmallestBinIsDisclosed() {
        assertThat(evidence.disclosure().minCell()).isEqualTo(2);
    }

    @Test
    void levelsThatShareABinAreShownTogetherAndRangesThatWereNeverSeenNotAtAll() {
        Term levels = new Term(
                new int[] {0},
                List.of(new Bins.Levels(new int[] {1, 2, 1})),
                new double[4],
                new double[4],
                new double[4]);
        Term nothing = new Term(
                new int[] {1},
                List.of(new Bins.Cuts(new double[0], Double.NaN, Double.NaN)),
                new double[3],
                new double[3],
                new double[3]);
        AdditiveModel model = new AdditiveModel(
                Task.REGRESSION,
                "y",
                List.of(Input.category("c", List.of("a", "b", "z")), Input.number("n")),
                List.of(),
                Link.IDENTITY,
                1,
                new double[] {0},
                List.of(levels, nothing));
        Json.Obj shown =
                new ShapeFunctions(model).evidence(Example.SUBJECTS).result().object("terms");
        assertThat(shown.object("c").need("levels")).isEqualTo(Json.texts(List.of("a | z", "b")));
        assertThat(shown.object("n").get("min")).isNull();
    }
}
