package io.candor.fairness;

import io.candor.core.CandorException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labels and what a model made of them, one per row. Arrays that are handed in become its own. */
public sealed interface Predictions {
    int rows();

    /** Two classes; scores may be null. */
    static Binary binary(int[] labels, double @Nullable [] scores, int[] decisions) {
        return new Binary(labels, scores, decisions);
    }

    /** Several classes; scores may be null. */
    static Multiclass multiclass(List<String> classes, int[] labels, double @Nullable [] scores, int[] decisions) {
        return new Multiclass(classes, labels, scores, decisions);
    }

    /** An empty cell of the fitting kind. */
    Cell emptyCell();

    /** Adds one row to a cell made by {@link #emptyCell}. */
    void addTo(Cell cell, int row);

    /** Adds one row that counts {@code weight} times to a cell made by {@link #emptyCell}, whose rows all have weights. */
    void addTo(Cell cell, int row, double weight);

    /**
     * Two classes.
     *
     * @param labels 0 or 1
     * @param scores P(positive); null if there are decisions only
     * @param decisions 0 or 1
     */
    record Binary(int[] labels, double @Nullable [] scores, int[] decisions) implements Predictions {
        /** @throws CandorException {@code CND-F001} lengths differ, {@code CND-F009} not 0 or 1, {@code CND-F010} not a probability */
        public Binary {
            sameLength(labels.length, decisions.length);
            if (scores != null) sameLength(labels.length, scores.length);
            for (int i = 0; i < labels.length; i++) {
                if ((labels[i] & ~1) != 0 || (decisions[i] & ~1) != 0) {
                    throw CandorException.user(
                            "CND-F009",
                            "a label or a decision is neither 0 nor 1",
                            "0 for the negative class and 1 for the positive one",
                            "code the classes first");
                }
                if (scores != null) probability(scores[i]);
            }
        }

        /** Decisions without scores. */
        public Binary(int[] labels, int[] decisions) {
            this(labels, null, decisions);
        }

        @Override
        public int rows() {
            return labels.length;
        }

        @Override
        public Cell emptyCell() {
            return new Cell.Binary();
        }

        @Override
        public void addTo(Cell cell, int row) {
            Cell.Binary binary = (Cell.Binary) cell;
            if (scores == null) binary.add(labels[row], decisions[row]);
            else binary.add(labels[row], decisions[row], scores[row]);
        }

        @Override
        public void addTo(Cell cell, int row, double weight) {
            Cell.Binary binary = (Cell.Binary) cell;
            if (scores == null) binary.addWeighted(labels[row], decisions[row], weight);
            else binary.addWeighted(labels[row], decisions[row], weight, scores[row]);
        }
    }

    /**
     * Several classes.
     *
     * @param classes names, three or more
     * @param labels index of the class
     * @param scores probabilities, row-major, one per class; null if there are decisions only
     * @param decisions index of the decided class
     */
    record Multiclass(List<String> classes, int[] labels, double @Nullable [] scores, int[] decisions)
            implements Predictions {
        /** @throws CandorException {@code CND-F001} lengths differ, {@code CND-F010} not a probability, {@code CND-F013} no class */
        public Multiclass {
            classes = List.copyOf(classes);
            sameLength(labels.length, decisions.length);
            if (scores != null) sameLength(labels.length * classes.size(), scores.length);
            for (int i = 0; i < labels.length; i++) {
                if (Math.min(labels[i], decisions[i]) < 0 || Math.max(labels[i], decisions[i]) >= classes.size()) {
                    throw CandorException.user(
                            "CND-F013",
                            "a label or a decision is none of the " + classes.size() + " classes",
                            "the index of a class, from 0",
                            "code the classes first");
                }
            }
            if (scores != null) for (double score : scores) probability(score);
        }

        @Override
        public int rows() {
            return labels.length;
        }

        @Override
        public Cell emptyCell() {
            return new Cell.Multiclass(classes.size());
        }

        @Override
        public void addTo(Cell cell, int row) {
            Cell.Multiclass several = (Cell.Multiclass) cell;
            several.add(labels[row], decisions[row]);
            if (scores != null) several.addScore(scores[row * classes.size() + labels[row]]);
        }

        @Override
        public void addTo(Cell cell, int row, double weight) {
            Cell.Multiclass several = (Cell.Multiclass) cell;
            several.addWeighted(labels[row], decisions[row], weight);
            if (scores != null) several.addScore(scores[row * classes.size() + labels[row]], weight);
        }
    }

    /** A number. Errors are prediction − label. */
    record Regression(double[] labels, double[] predictions) implements Predictions {
        /** @throws CandorException {@code CND-F001} lengths differ, {@code CND-F011} not finite */
        public Regression {
            sameLength(labels.length, predictions.length);
            for (int i = 0; i < labels.length; i++) {
                if (Math.abs(labels[i]) < Double.POSITIVE_INFINITY
                        && Math.abs(predictions[i]) < Double.POSITIVE_INFINITY) {
                    continue;
                }
                throw CandorException.user(
                        "CND-F011",
                        "a label or a prediction is missing or infinite",
                        "finite numbers",
                        "remove such rows or mend them");
            }
        }

        @Override
        public int rows() {
            return labels.length;
        }

        @Override
        public Cell emptyCell() {
            return new Cell.Regression();
        }

        @Override
        public void addTo(Cell cell, int row) {
            ((Cell.Regression) cell).add(labels[row], predictions[row]);
        }

        @Override
        public void addTo(Cell cell, int row, double weight) {
            ((Cell.Regression) cell).addWeighted(labels[row], predictions[row], weight);
        }
    }

    private static void probability(double score) {
        if (score >= 0 && score <= 1) return;
        throw CandorException.user(
                "CND-F010",
                "a score is not a probability",
                "numbers from 0 to 1, none missing",
                "turn log-odds or points into probabilities, or give decisions only");
    }

    private static void sameLength(int labels, int others) {
        if (labels == others) return;
        throw CandorException.user(
                "CND-F001",
                labels + " labels do not go with " + others + " values",
                "one of each per row",
                "give arrays of one length");
    }
}
