package io.candor.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditedTermsTest {
    private static final List<Input> INPUTS =
            List.of(Input.number("age"), Input.category("sex", List.of("Female", "Male")));

    private static final Term AGE = term(new int[] {0}, List.of(new Bins.Cuts(new double[] {30}, 17, 90)), 0, 1, 2, 3);
    private static final Term SEX = term(new int[] {1}, List.of(new Bins.Levels(new int[] {1, 1})), 0, 5, 0);
    private static final Term PAIR = term(
            new int[] {0, 1},
            List.of(new Bins.Cuts(new double[] {30}, 17, 90), new Bins.Levels(new int[] {1, 2})),
            0,
            0,
            0,
            0,
            0,
            1,
            2,
            0,
            0,
            3,
            4,
            0,
            0,
            0,
            0,
            0);

    private static Term term(int[] inputs, List<Bins> bins, double... scores) {
        double[] weights = new double[scores.length];
        for (int i = 0; i < weights.length; i++) weights[i] = 10;
        return new Term(inputs, bins, scores, new double[scores.length], weights);
    }

    private static AdditiveModel model(Term... terms) {
        return new AdditiveModel(
                Task.REGRESSION, "y", INPUTS, List.of(), Link.IDENTITY, 1, new double[] {1}, List.of(terms));
    }

    private static Json at(Json.Obj changed, String pointer) {
        return changed.at(pointer).orElseThrow();
    }

    @Test
    void onlyWhatChangedIsThere() {
        Term half = term(new int[] {0}, AGE.bins(), 0, 0.5, 1, 1.5);
        Json.Obj changed = EditedTerms.of(model(AGE, SEX), model(half, SEX));
        assertThat(changed.object("terms").members().keySet()).containsExactly("age");
        assertThat(at(changed, "/terms/age/outputs/y/before/scores")).isEqualTo(Json.numbers(1, 2));
        assertThat(at(changed, "/terms/age/outputs/y/after/scores")).isEqualTo(Json.numbers(0.5, 1));
        assertThat(at(changed, "/terms/age/outputs/y/after/unseen/score")).isEqualTo(Json.of(1.5));
        assertThat(changed.get("intercept")).isNull();
    }

    @Test
    void aRemovedTermAddsNothingAfterwards() {
        Json.Obj changed = EditedTerms.of(model(AGE, SEX, PAIR), model(AGE));
        assertThat(changed.object("terms").members().keySet()).containsExactlyInAnyOrder("age & sex", "sex");
        assertThat(at(changed, "/terms/sex/outputs/y/before/scores")).isEqualTo(Json.numbers(5));
        assertThat(at(changed, "/terms/sex/outputs/y/after/scores")).isEqualTo(Json.numbers(0));
        assertThat(at(changed, "/terms/age & sex/outputs/y/before/scores/1")).isEqualTo(Json.numbers(0, 1, 2, 0));
        assertThat(at(changed, "/terms/age & sex/outputs/y/after/scores/1")).isEqualTo(Json.numbers(0, 0, 0, 0));
    }

    @Test
    void tablesWithOtherBinsAreShownOverTheBinsOfBoth() {
        Term finer = term(new int[] {0}, List.of(new Bins.Cuts(new double[] {20, 30}, 17, 90)), 0, 1, 7, 2, 3);
        Term each = term(new int[] {1}, List.of(new Bins.Levels(new int[] {1, 2})), 0, 4, 6, 0);
        Json.Obj changed = EditedTerms.of(model(AGE, SEX), model(finer, each));
        assertThat(at(changed, "/terms/age/cuts")).isEqualTo(Json.numbers(20, 30));
        assertThat(at(changed, "/terms/age/weights")).isEqualTo(Json.numbers(10, 10, 10));
        assertThat(at(changed, "/terms/age/outputs/y/before/scores")).isEqualTo(Json.numbers(1, 1, 2));
        assertThat(at(changed, "/terms/age/outputs/y/after/scores")).isEqualTo(Json.numbers(1, 7, 2));
        assertThat(at(changed, "/terms/sex/outputs/y/before/scores")).isEqualTo(Json.numbers(5, 5));
        assertThat(at(changed, "/terms/sex/outputs/y/after/scores")).isEqualTo(Json.numbers(4, 6));
    }

    @Test
    void tablesPastTheRoomAreNamed() {
        List<Term> terms = new ArrayList<>();
        double[] cuts = new double[30_000];
        for (int i = 0; i < cuts.length; i++) cuts[i] = i;
        terms.add(term(new int[] {0}, List.of(new Bins.Cuts(cuts, 0, 9)), new double[cuts.length + 3]));
        double[] other = new double[cuts.length + 3];
        other[5] = 1;
        Json.Obj changed = EditedTerms.of(
                model(terms.get(0)), model(term(new int[] {0}, terms.get(0).bins(), other)));
        assertThat(changed.array("left_out")).containsExactly(Json.of("age"));
    }
}
