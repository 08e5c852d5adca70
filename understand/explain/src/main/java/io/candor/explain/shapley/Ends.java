package io.candor.explain.shapley;

/**
 * What nobody and all are worth, per output.
 *
 * @param gain full − base
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Ends(double[] base, double[] full, double[] gain) {
    static Ends of(Game game) {
        Coalitions both = new Coalitions(game.players());
        both.addEmpty();
        both.addFull();
        double[] values = game.values(both);
        int outputs = game.outputs();
        double[] base = new double[outputs];
        double[] full = new double[outputs];
        double[] gain = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            base[k] = values[k];
            full[k] = values[outputs + k];
            gain[k] = full[k] - base[k];
        }
        return new Ends(base, full, gain);
    }

    /** Of a game with one player or none there is nothing to share out. */
    Shapley alone(int players, String method) {
        double[][] values = new double[players][];
        if (players == 1) values[0] = gain.clone();
        return new Shapley(base, full, values, new double[players][base.length], 0, method);
    }
}
