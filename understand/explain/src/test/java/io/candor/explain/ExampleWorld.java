package io.candor.explain;

import io.candor.core.data.Table;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Link;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import io.candor.explain.serving.ReasonRules;
import io.candor.explain.serving.ServedExplainer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/** What the examples of documentation comments speak of: rows of an age and a sex, and a model of each kind. */
public final class ExampleWorld {
    private ExampleWorld() {}

    public static Table table() {
        return Example.rows(120);
    }

    public static List<Subject> subjects() {
        return Example.SUBJECTS;
    }

    public static AdditiveModel additive() {
        return Example.model(Link.LOGIT);
    }

    public static LinearModel linear() {
        return new LinearModel(
                Task.BINARY,
                "income",
                additive().inputs(),
                List.of("low", "high"),
                Link.LOGIT,
                1,
                new double[] {0.5},
                List.of(
                        new LinearModel.Slope(new double[] {0.02}, 40, 10, new double[] {0.1}, 3),
                        new LinearModel.Levels(
                                new double[] {1, -1}, new double[1], new double[1], new double[] {12, 20}, 0)),
                32,
                Optional.empty());
    }

    public static TreeEnsemble trees() {
        Trees trees = new Trees(
                new int[] {0},
                new int[] {0, -1, 1, -1, -1},
                new double[] {40, 0, 0, 0, 0},
                new int[] {1, 0, 3, 0, 0},
                new int[] {2, 0, 4, 0, 0},
                new boolean[] {true, false, false, false, false},
                new int[] {-1, -1, 0, -1, -1},
                new long[] {1},
                new double[] {10, 4, 6, 2, 4},
                new double[] {0, -1, 0, 0.5, 1.5},
                1,
                new int[] {0},
                Trees.Comparison.LESS,
                Trees.Precision.DOUBLE);
        return new TreeEnsemble(
                Task.BINARY,
                "income",
                additive().inputs(),
                List.of("low", "high"),
                Link.LOGIT,
                new double[] {0},
                trees,
                false);
    }

    public static double[] classes(int every) {
        double[] classes = new double[120];
        for (int i = 0; i < classes.length; i++) classes[i] = i % every == 0 ? 1 : 0;
        return classes;
    }

    public static Target target() {
        return new Target("income", Task.BINARY, classes(3), List.of("low", "high"));
    }

    public static String digest() {
        return "0".repeat(64);
    }

    public static Json.Obj explainer() {
        return ServedExplainer.make(
                        additive(),
                        digest(),
                        "everyone",
                        table(),
                        ReasonRules.favouring("high"),
                        ForkJoinPool.commonPool())
                .toJson();
    }
}
