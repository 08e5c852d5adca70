package io.candor.fairness.training.internal;

import io.candor.fairness.Predictions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Predictions of several sets of rows, one after the other. */
public final class Joined {
    private Joined() {}

    /** @param parts of one kind, at least one; scores are there only if all have some */
    public static Predictions of(List<Predictions> parts) {
        Predictions first = parts.get(0);
        if (first instanceof Predictions.Regression) {
            double[] labels = numbers(parts.stream()
                    .map(p -> ((Predictions.Regression) p).labels())
                    .toList());
            return new Predictions.Regression(
                    labels,
                    numbers(parts.stream()
                            .map(p -> ((Predictions.Regression) p).predictions())
                            .toList()));
        }
        if (first instanceof Predictions.Multiclass several) {
            List<Predictions.Multiclass> all =
                    parts.stream().map(p -> (Predictions.Multiclass) p).toList();
            return Predictions.multiclass(
                    several.classes(),
                    whole(all.stream().map(Predictions.Multiclass::labels).toList()),
                    scores(all.stream().map(p -> new Scores(p.scores())).toList()),
                    whole(all.stream().map(Predictions.Multiclass::decisions).toList()));
        }
        List<Predictions.Binary> all =
                parts.stream().map(p -> (Predictions.Binary) p).toList();
        return Predictions.binary(
                whole(all.stream().map(Predictions.Binary::labels).toList()),
                scores(all.stream().map(p -> new Scores(p.scores())).toList()),
                whole(all.stream().map(Predictions.Binary::decisions).toList()));
    }

    /** Lists hold no null. */
    private record Scores(double @Nullable [] values) {}

    private static double @Nullable [] scores(List<Scores> parts) {
        if (parts.stream().anyMatch(s -> s.values() == null)) return null;
        return numbers(
                parts.stream().map(s -> Objects.requireNonNull(s.values())).toList());
    }

    private static double[] numbers(List<double[]> parts) {
        double[] all = new double[parts.stream().mapToInt(p -> p.length).sum()];
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static int[] whole(List<int[]> parts) {
        int[] all = new int[parts.stream().mapToInt(p -> p.length).sum()];
        int at = 0;
        for (int[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
