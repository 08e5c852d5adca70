package io.candor.fairness.individual.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * The nearest rows of some rows, found by looking at all: exact, and the same on any number of threads. Of rows as far away as each other the one that comes first in the table is nearer. Memory
 * is a block of distances per thread and the neighbours.
 *
 * @param rows of each query its nearest rows, nearest first; never itself
 * @param distances to these, 0 to 1: means over columns
 */
public record Neighbours(int[][] rows, double[][] distances) {
    private static final int BLOCK = 2048;
    private static final int QUERIES = 16;

    /**
     * @param references ascending; more than k of them, k + 1 if a query can be among them
     * @param coordinates at least one
     */
    public static Neighbours of(
            List<Coordinate> coordinates, int[] queries, int[] references, int k, ForkJoinPool pool) {
        int[][] rows = new int[queries.length][];
        double[][] distances = new double[queries.length][];
        List<Coordinate.Others> near =
                coordinates.stream().map(c -> c.at(references)).toList();
        List<ForkJoinTask<?>> work = new ArrayList<>();
        for (int from = 0; from < queries.length; from += QUERIES) {
            int first = from;
            int end = Math.min(queries.length, from + QUERIES);
            work.add(pool.submit(() -> {
                double[] block = new double[BLOCK];
                for (int q = first; q < end; q++) {
                    Nearest nearest = new Nearest(k);
                    search(near, queries[q], references, block, nearest);
                    rows[q] = nearest.rows;
                    distances[q] = nearest.distances;
                    for (int i = 0; i < k; i++) distances[q][i] /= coordinates.size();
                }
            }));
        }
        work.forEach(ForkJoinTask::join);
        return new Neighbours(rows, distances);
    }

    private static void search(
            List<Coordinate.Others> near, int query, int[] references, double[] block, Nearest nearest) {
        for (int from = 0; from < references.length; from += BLOCK) {
            int to = Math.min(references.length, from + BLOCK);
            Arrays.fill(block, 0);
            for (Coordinate.Others coordinate : near) coordinate.add(query, from, to, block);
            for (int i = from; i < to; i++) {
                if (block[i - from] < nearest.worst && references[i] != query)
                    nearest.insert(references[i], block[i - from]);
            }
        }
    }

    /** The nearest so far, of rows that come in ascending order. */
    private static final class Nearest {
        final int[] rows;
        final double[] distances;
        double worst = Double.POSITIVE_INFINITY;

        Nearest(int k) {
            rows = new int[k];
            distances = new double[k];
            Arrays.fill(rows, -1);
            Arrays.fill(distances, Double.POSITIVE_INFINITY);
        }

        void insert(int row, double distance) {
            int at = rows.length - 1;
            while (at > 0 && distances[at - 1] > distance) {
                distances[at] = distances[at - 1];
                rows[at] = rows[at - 1];
                at--;
            }
            distances[at] = distance;
            rows[at] = row;
            worst = distances[distances.length - 1];
        }
    }
}
