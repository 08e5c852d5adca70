package io.candor.explain.shapley;

import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import java.util.List;

/**
 * A model, one row and a background as a game: players are groups of inputs, and a coalition is worth the mean score of the
 * background rows with the coalition's inputs taken from the explained row (the interventional value function).
 */
public final class ModelGame implements Game {
    private final BlackBox model;
    private final InputRows rows;
    private final int[] background;
    private final int explained;
    private final List<int[]> players;

    /**
     * @param background indices into {@code rows}, at least one
     * @param explained index into {@code rows}
     * @param players per player, its inputs; inputs of nobody stay the background's
     */
    public ModelGame(BlackBox model, InputRows rows, int[] background, int explained, List<int[]> players) {
        if (background.length == 0) throw new IllegalArgumentException("no background");
        this.model = model;
        this.rows = rows;
        this.background = background.clone();
        this.explained = explained;
        this.players = List.copyOf(players);
    }

    @Override
    public int players() {
        return players.size();
    }

    @Override
    public int outputs() {
        return model.outputs().count();
    }

    @Override
    public double[] values(Coalitions coalitions) {
        int outputs = outputs();
        double[] values = new double[coalitions.size() * outputs];
        int atOnce = Math.max(1, 8 * BlackBox.BATCH / background.length);
        for (int from = 0; from < coalitions.size(); from += atOnce) {
            int to = Math.min(coalitions.size(), from + atOnce);
            double[] scores = model.score(rows.mixed(picked(coalitions, from, to)));
            for (int c = from; c < to; c++) {
                for (int k = 0; k < outputs; k++) {
                    double sum = 0;
                    for (int b = 0; b < background.length; b++)
                        sum += scores[((c - from) * background.length + b) * outputs + k];
                    values[c * outputs + k] = sum / background.length;
                }
            }
        }
        return values;
    }

    private int[][] picked(Coalitions coalitions, int from, int to) {
        int m = background.length;
        int[][] picked = new int[rows.inputs().size()][(to - from) * m];
        for (int[] own : picked) for (int c = 0; c < to - from; c++) System.arraycopy(background, 0, own, c * m, m);
        for (int p = 0; p < players.size(); p++) {
            for (int c = from; c < to; c++) {
                if (!coalitions.has(c, p)) continue;
                for (int input : players.get(p))
                    java.util.Arrays.fill(picked[input], (c - from) * m, (c - from + 1) * m, explained);
            }
        }
        return picked;
    }
}
