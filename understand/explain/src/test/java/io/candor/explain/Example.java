package io.candor.explain;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Subject;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A small model of a number, a category and their interaction, and rows for it. */
final class Example {
    static final List<Subject> SUBJECTS = List.of(new Subject("model:example", "0".repeat(64)));

    static final Bins AGE = new Bins.Cuts(new double[] {30, 50}, 17, 90);
    static final Bins SEX = new Bins.Levels(new int[] {1, 2});

    private Example() {}

    static AdditiveModel model(Link link) {
        double[] deviations = {0, 0.1, 0.2, 0.3, 0};
        Term age =
                new Term(new int[] {0}, List.of(AGE), new double[] {0.3, -1, 0.25, 0.5, 0}, deviations, new double[] {
                    2, 9, 8, 7, 0
                });
        Term sex = new Term(
                new int[] {1}, List.of(SEX), new double[] {0, -0.2, 0.1, 0}, new double[4], new double[] {0, 12, 14, 0
                });
        double[] pair = new double[20];
        for (int i = 0; i < 20; i++) pair[i] = i / 16.0 - 0.5;
        Term both = new Term(new int[] {0, 1}, List.of(AGE, SEX), pair, new double[20], new double[20]);
        boolean regression = link != Link.LOGIT;
        return new AdditiveModel(
                regression ? Task.REGRESSION : Task.BINARY,
                "income",
                List.of(Input.number("age"), Input.category("sex", List.of("Female", "Male"))),
                regression ? List.of() : List.of("low", "high"),
                link,
                1,
                new double[] {-1.25},
                List.of(age, sex, both));
    }

    /** Three classes, linear. */
    static LinearModel linear() {
        double nan = Double.NaN;
        return new LinearModel(
                Task.MULTICLASS,
                "city",
                List.of(Input.number("age"), Input.category("sex", List.of("Female", "Male"))),
                List.of("a", "b", "c"),
                Link.SOFTMAX,
                3,
                new double[] {0.5, -0.25, -0.25},
                List.of(
                        new LinearModel.Slope(
                                new double[] {0.02, -0.01, -0.01}, 40, 10, new double[] {0.1, 0.2, -0.3}, 3),
                        new LinearModel.Levels(
                                new double[] {1, 0, -1, -2, 1, 1},
                                new double[3],
                                new double[3],
                                new double[] {12, 20},
                                0)),
                32,
                Optional.of(new LinearModel.Intervals(
                        "Wald, normal",
                        new double[] {1, 1, 1, 0.5, 0.5, 0.5, nan, nan, nan, 1, 1, 1, 1, 1, 1, nan, nan, nan},
                        new double[] {-1, -2, -2, 0, -0.5, -0.5, nan, nan, nan, 0, -1, -2, -3, 0, 0, nan, nan, nan},
                        new double[] {2, 2, 2, 0.5, 0.5, 0.5, nan, nan, nan, 2, 1, 0, -1, 2, 2, nan, nan, nan})));
    }

    static Table rows(int n) {
        SplittableRandom random = new SplittableRandom(4);
        double[] age = new double[n];
        List<String> sex = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            age[i] = random.nextInt(6) == 0 ? Double.NaN : random.nextInt(17, 90);
            sex.add(random.nextInt(5) == 0 ? "Other" : random.nextBoolean() ? "Female" : "Male");
        }
        return new Table(List.of(new NumericColumn("age", age), CategoricalColumn.of("sex", new ArrayList<>(sex))));
    }
}
