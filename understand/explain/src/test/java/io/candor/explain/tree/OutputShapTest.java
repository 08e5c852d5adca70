package io.candor.explain.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class OutputShapTest {
    private static final ForkJoinPool POOL = new ForkJoinPool(2);

    private final RandomTrees random = new RandomTrees(4, 5);
    private final TreeEnsemble model = random.binary(6, 4);
    private final Table rows = random.rows(20);
    private final Table background = random.rows(15);

    @Test
    void baseAndValuesAddUpToTheProbability() {
        ShapValues values = new OutputShap(model, background).predictions(rows, POOL);
        Scores scores = model.score(rows);
        double mean = 0;
        for (double p : model.score(background).values()) mean += p / 15;
        assertThat(values.base()[0]).isCloseTo(mean, within(1e-14));
        for (int i = 0; i < 20; i++) assertThat(values.sum(i, 0)).isCloseTo(scores.get(i, 0), within(1e-13));
    }

    @Test
    void ofOneBackgroundRowTheyAreStretchedValuesOfTheScore() {
        Table one = background.select(new int[] {3});
        ShapValues scores = TreeShap.interventional(model, one).values(rows, POOL);
        ShapValues outputs = new OutputShap(model, one).predictions(rows, POOL);
        for (int i = 0; i < 20; i++) {
            double moved = scores.sum(i, 0) - scores.base()[0];
            if (moved == 0) continue;
            double stretch = (outputs.sum(i, 0) - outputs.base()[0]) / moved;
            for (int j = 0; j < 5; j++) {
                assertThat(outputs.get(i, j, 0)).isCloseTo(stretch * scores.get(i, j, 0), within(1e-13));
            }
        }
    }

    @Test
    void baseAndValuesAddUpToTheLogLoss() {
        double[] y = new double[20];
        for (int i = 0; i < 20; i++) y[i] = i % 2;
        OutputShap.Losses losses = new OutputShap(model, background)
                .logLosses(rows, new Target("y", Task.BINARY, y, List.of("no", "yes")), POOL);
        Scores scores = model.score(rows);
        for (int i = 0; i < 20; i++) {
            double sum = losses.base()[i];
            for (double[] column : losses.columns()) sum += column[i];
            double p = y[i] > 0 ? scores.get(i, 0) : 1 - scores.get(i, 0);
            assertThat(sum).isCloseTo(-StrictMath.log(p), within(1e-12));
        }
    }

    @Test
    void aRowAgainstItselfSaysNothing() {
        Table one = background.select(new int[] {3});
        ShapValues values = new OutputShap(model, one).predictions(one, POOL);
        for (int j = 0; j < 5; j++) assertThat(values.get(0, j, 0)).isZero();
    }

    @Test
    void severalClassesAreRefused() {
        TreeEnsemble classes = new RandomTrees(1, 3).classes(3, 2, false);
        assertThatThrownBy(() -> new OutputShap(classes, new RandomTrees(1, 3).rows(2)))
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith("CND-E009");
    }

    @Test
    void aBackgroundWithoutRowsIsRefused() {
        assertThatThrownBy(() -> TreeShap.interventional(model, background.select(new int[0])))
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith("CND-E008");
    }
}
