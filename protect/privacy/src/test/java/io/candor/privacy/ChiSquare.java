package io.candor.privacy;

/** Critical values at a false-alarm rate below 1e-7 (Wilson and Hilferty 1931, with 5.4 instead of 5.2 for its error). */
final class ChiSquare {
    private ChiSquare() {}

    static double critical(int degrees) {
        if (degrees == 0) return 1e-9;
        double c = 2.0 / (9 * degrees);
        return degrees * Math.pow(1 - c + 5.4 * Math.sqrt(c), 3);
    }
}
