package io.candor.explain.tree;

/**
 * Loops over the rows of a block, each so simple that the compiler turns it into vector instructions. Arrays of several
 * quadrature nodes are read from {@code at}; flags are 1 or 0.
 */
final class Lanes {
    private Lanes() {}

    static void and(double[] a, double[] b, double[] out, int n) {
        for (int i = 0; i < n; i++) out[i] = a[i] * b[i];
    }

    static void andNot(double[] a, double[] b, double[] out, int n) {
        for (int i = 0; i < n; i++) out[i] = a[i] * (1 - b[i]);
    }

    /** out = c + on · b. */
    static void line(double[] b, double[] out, int at, int n, double c, double on) {
        for (int i = 0; i < n; i++) out[at + i] = c + on * b[i];
    }

    /** out = p · (c + on · b). */
    static void multiply(double[] p, double[] b, double[] out, int at, int n, double c, double on) {
        for (int i = 0; i < n; i++) out[at + i] = p[at + i] * (c + on * b[i]);
    }

    /** out = p · (c + cA · a + cB · b). */
    static void multiply(
            double[] p, double[] a, double[] b, double[] out, int at, int n, double c, double cA, double cB) {
        for (int i = 0; i < n; i++) out[at + i] = p[at + i] * (c + cA * a[i] + cB * b[i]);
    }

    /** above += s; out += s · (c + on · b). */
    static void add(double[] s, double[] b, double[] above, double[] out, int at, int n, double c, double on) {
        for (int i = 0; i < n; i++) {
            double x = s[at + i];
            above[at + i] += x;
            out[i] += x * (c + on * b[i]);
        }
    }

    /** above += s; out += s · (cA · a + cB · b). */
    static void add(
            double[] s, double[] a, double[] b, double[] above, double[] out, int at, int n, double cA, double cB) {
        for (int i = 0; i < n; i++) {
            double x = s[at + i];
            above[at + i] += x;
            out[i] += x * (cA * a[i] + cB * b[i]);
        }
    }

    /** out = w · s · f. */
    static void move(double[] s, double[] f, double[] out, int at, int n, double w) {
        for (int i = 0; i < n; i++) out[at + i] = w * s[at + i] * f[at + i];
    }

    /** out = w · s · (f − was). */
    static void move(double[] s, double[] f, double[] was, double[] out, int at, int n, double w) {
        for (int i = 0; i < n; i++) out[at + i] = w * s[at + i] * (f[at + i] - was[at + i]);
    }

    /** out += a · b. */
    static void addProduct(double[] a, double[] b, double[] out, int at, int n) {
        for (int i = 0; i < n; i++) out[i] += a[at + i] * b[at + i];
    }
}
