package io.candor.explain.shapley;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A game with one output whose worths stand in a table; counts what is asked. */
final class TableGame implements Game {
    private final int players;
    private final double[] worth;
    long asked;

    TableGame(int players, double[] worth) {
        this.players = players;
        this.worth = worth;
    }

    /** Of a boosted forest; see the README beside the file. */
    static List<TableGame> forest() {
        List<TableGame> games = new ArrayList<>();
        try (InputStream in = TableGame.class.getResourceAsStream("adult-games.gz")) {
            if (in == null) throw new IllegalStateException("adult-games.gz");
            DataInputStream data = new DataInputStream(new GZIPInputStream(in));
            for (int g = 0; g < 3; g++) {
                double[] worth = new double[1 << 14];
                for (int s = 0; s < worth.length; s++) worth[s] = data.readFloat();
                games.add(new TableGame(14, worth));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return games;
    }

    @Override
    public int players() {
        return players;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double[] values(Coalitions coalitions) {
        asked += coalitions.size();
        double[] values = new double[coalitions.size()];
        for (int c = 0; c < values.length; c++) {
            int s = 0;
            for (int p = 0; p < players; p++) if (coalitions.has(c, p)) s |= 1 << p;
            values[c] = worth[s];
        }
        return values;
    }
}
