package io.candor.explain.counterfactual;

/**
 * Distances in units of each input's scale; of levels, and of missing to something, 1. Costs are distances times a price for each
 * input; what is sought is least in cost plus a price for each change.
 */
final class Metric {
    private final int width;
    private final double[] scale; // 0 of a category
    private final double[] price;
    private final double perChange;

    Metric(Space space, double[] price, double perChange) {
        this.width = space.width();
        this.scale = new double[width];
        for (int j = 0; j < width; j++)
            scale[j] = space.feature(j).number() ? space.feature(j).scale() : 0;
        this.price = price;
        this.perChange = perChange;
    }

    double part(int input, double a, double b) {
        if (Move.same(a, b)) return 0;
        double gap = Math.abs(a - b); // NaN where one is missing
        return scale[input] == 0 || Double.isNaN(gap) ? 1 : gap / scale[input];
    }

    double distance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < width; j++) sum += part(j, a[j], b[j]);
        return sum;
    }

    /** The distance, or more than {@code enough} as soon as that is certain. */
    double distance(double[] a, double[] b, double enough) {
        double sum = 0;
        for (int j = 0; j < width && sum <= enough; j++) sum += part(j, a[j], b[j]);
        return sum;
    }

    double cost(int input, double from, double to) {
        return price[input] * part(input, from, to);
    }

    double cost(double[] from, double[] to) {
        double sum = 0;
        for (int j = 0; j < width; j++) sum += cost(j, from[j], to[j]);
        return sum;
    }

    /** What one change adds to what is sought. */
    double charge(int input, double from, double to) {
        return Move.same(from, to) ? 0 : cost(input, from, to) + perChange;
    }

    double objective(double[] from, double[] to) {
        double sum = 0;
        for (int j = 0; j < width; j++) sum += charge(j, from[j], to[j]);
        return sum;
    }
}
