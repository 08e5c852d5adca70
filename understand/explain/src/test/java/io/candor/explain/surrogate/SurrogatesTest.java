package io.candor.explain.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Subject;
import io.candor.core.model.Input;
import io.candor.core.model.Trainer;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.FunctionModel;
import io.candor.explain.blackbox.InputRows;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class SurrogatesTest {
    private static final List<Input> INPUTS = List.of(Input.number("a"), Input.number("b"));
    private static final List<Subject> SUBJECTS = List.of(new Subject("model:m", "0".repeat(64)));

    private static Table table(int n) {
        SplittableRandom random = new SplittableRandom(3);
        return new Table(List.of(
                new NumericColumn("a", random.doubles(n).toArray()),
                new NumericColumn("b", random.doubles(n).toArray())));
    }

    private static BlackBox box() {
        return new BlackBox(FunctionModel.value(INPUTS, r -> 5 * r[0] + r[1]), false, ForkJoinPool.commonPool());
    }

    /** The mean of the target, whatever the inputs. */
    private static final Trainer MEAN = (inputs, target, weights, warm, random, progress, deadline) -> {
        double sum = 0;
        for (double v : target.values()) sum += v;
        double mean = sum / target.values().length;
        return FunctionModel.value(INPUTS, r -> mean);
    };

    @Test
    void fidelityIsWhatTheSurrogateTellsOnRowsItDidNotSee() {
        InputRows rows = InputRows.of(INPUTS, table(400));
        Trainer right = (inputs, target, weights, warm, random, progress, deadline) -> {
            assertThat(inputs.rows()).isEqualTo(300);
            return FunctionModel.value(INPUTS, r -> 5 * r[0] + r[1]);
        };
        var told = new GlobalSurrogate(box(), "right", right, 1)
                .of(rows)
                .values()
                .iterator()
                .next();
        assertThat(told.fidelity().toJson().number("value")).isEqualTo(1);
        assertThat(told.gap().toJson().number("value")).isZero();
        var mean = new GlobalSurrogate(box(), "mean", MEAN, 1).evidence(rows, SUBJECTS);
        double fidelity =
                mean.result().object("outputs").object("y").object("fidelity").number("value");
        assertThat(fidelity).isCloseTo(0, within(0.1));
        assertThatThrownBy(() -> new GlobalSurrogate(box(), "mean", MEAN, 1).of(InputRows.of(INPUTS, table(9))))
                .hasMessageStartingWith("CND-E016");
    }

    /** Against one row of background a sum is a line in what was kept: 5 (a − a') and b − b', up to the penalty. */
    @Test
    void limeFindsTheLineWhereThereIsOne() {
        Table background = table(1);
        Table rows = table(3);
        Lime lime = new Lime(box(), background, 4000, 1);
        Lime.Row found = lime.of(rows, new int[] {2}).get(0);
        NumericColumn a = (NumericColumn) rows.column("a");
        NumericColumn b = (NumericColumn) rows.column("b");
        NumericColumn a0 = (NumericColumn) background.column("a");
        NumericColumn b0 = (NumericColumn) background.column("b");
        assertThat(found.values()[0][0]).isCloseTo(5 * (a.get(2) - a0.get(0)), within(0.02));
        assertThat(found.values()[1][0]).isCloseTo(b.get(2) - b0.get(0), within(0.02));
        assertThat(found.fit()[0]).isGreaterThan(0.999);
        assertThat(lime.evidence(rows, new int[] {2}, SUBJECTS))
                .isEqualTo(lime.evidence(rows, new int[] {2}, SUBJECTS));
    }

    @Test
    void limesStandardErrorsAreThoseOfAnotherDraw() {
        Table background = table(50);
        BlackBox bent = new BlackBox(
                FunctionModel.value(INPUTS, r -> r[0] * r[1] + r[0] * r[0]), false, ForkJoinPool.commonPool());
        double sum = 0;
        double squares = 0;
        double error = 0;
        int draws = 60;
        for (int seed = 0; seed < draws; seed++) {
            Lime.Row found = new Lime(bent, background, 500, seed)
                    .of(table(2), new int[] {1})
                    .get(0);
            sum += found.values()[0][0] / draws;
            squares += found.values()[0][0] * found.values()[0][0] / draws;
            error += found.errors()[0][0] / draws;
        }
        assertThat(error / Math.sqrt(squares - sum * sum)).isBetween(0.7, 1.4);
        assertThatThrownBy(() -> new Lime(bent, background, 3, 1)).hasMessageStartingWith("CND-E017");
    }
}
