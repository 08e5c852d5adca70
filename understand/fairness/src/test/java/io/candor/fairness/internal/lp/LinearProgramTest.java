package io.candor.fairness.internal.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.testkit.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinearProgramTest {
    /** A random program in whole numbers, so that its vertices are far apart. */
    private record Case(boolean maximise, double[] c, double[][] a, int[] relation, double[] b) {
        static Case next(RandomGenerator random, int size) {
            int n = 1 + random.nextInt(4);
            int m = 1 + random.nextInt(5);
            Case made = new Case(random.nextBoolean(), new double[n], new double[m][n], new int[m], new double[m]);
            for (int j = 0; j < n; j++) made.c[j] = random.nextInt(-5, 6);
            for (int r = 0; r < m; r++) {
                for (int j = 0; j < n; j++) made.a[r][j] = random.nextInt(3) == 0 ? 0 : random.nextInt(-4, 5);
                made.relation[r] = random.nextInt(3) == 0 ? random.nextInt(3) : 0;
                made.b[r] = random.nextInt(-2, 10);
            }
            return made;
        }

        LinearProgram program() {
            LinearProgram p = maximise ? LinearProgram.maximise(c) : LinearProgram.minimise(c);
            for (int r = 0; r < b.length; r++) {
                if (relation[r] == 0) p.atMost(a[r], b[r]);
                if (relation[r] == 1) p.atLeast(a[r], b[r]);
                if (relation[r] == 2) p.equal(a[r], b[r]);
            }
            return p;
        }

        boolean meets(double[] x, double box) {
            double sum = 0;
            for (double v : x) {
                if (v < -1e-7) return false;
                sum += v;
            }
            if (sum > box * (1 + 1e-9)) return false;
            for (int r = 0; r < b.length; r++) {
                double gap = -b[r];
                for (int j = 0; j < x.length; j++) gap += a[r][j] * x[j];
                double size = 1e-7 * (1 + sum);
                if (relation[r] != 1 && gap > size || relation[r] != 0 && gap < -size) return false;
            }
            return true;
        }

        /** The best vertex within Σx ≤ box, by trying every choice of n tight rows; null if there is none. */
        @Nullable
        Double best(double box) {
            int n = c.length;
            List<double[]> planes = new ArrayList<>();
            for (int r = 0; r < b.length; r++) planes.add(plane(a[r], b[r]));
            for (int j = 0; j < n; j++) {
                double[] axis = new double[n];
                axis[j] = 1;
                planes.add(plane(axis, 0));
            }
            double[] ones = new double[n];
            java.util.Arrays.fill(ones, 1);
            planes.add(plane(ones, box));
            Double best = null;
            for (int set = 0; set < 1 << planes.size(); set++) {
                if (Integer.bitCount(set) != n) continue;
                double[][] left = new double[n][];
                double[] right = new double[n];
                for (int p = 0, k = 0; p < planes.size(); p++) {
                    if ((set >> p & 1) == 0) continue;
                    left[k] = java.util.Arrays.copyOf(planes.get(p), n);
                    right[k++] = planes.get(p)[n];
                }
                double[] x;
                try {
                    x = Elimination.solve(left, right);
                } catch (ArithmeticException parallel) {
                    continue;
                }
                if (!meets(x, box)) continue;
                double value = 0;
                for (int j = 0; j < n; j++) value += c[j] * x[j];
                if (best == null || (maximise ? value > best : value < best)) best = value;
            }
            return best;
        }

        private static double[] plane(double[] normal, double distance) {
            double[] plane = java.util.Arrays.copyOf(normal, normal.length + 1);
            plane[normal.length] = distance;
            return plane;
        }
    }

    @Test
    void agreesWithEveryVertexTried() {
        int[] seen = new int[3];
        Property.forAll(1, 3000, Case::next, c -> {
            Double near = c.best(1e4);
            Double far = c.best(2e4);
            LinearProgram.Answer answer = c.program().solve();
            if (near == null || far == null) {
                assertThat(answer).isInstanceOf(LinearProgram.Infeasible.class);
                seen[0]++;
            } else if (Math.abs(near - far) > 1) {
                assertThat(answer).isInstanceOf(LinearProgram.Unbounded.class);
                seen[1]++;
            } else {
                LinearProgram.Optimum optimum = (LinearProgram.Optimum) answer;
                assertThat(optimum.value()).isCloseTo(near, within(1e-6 * (1 + Math.abs(near))));
                assertThat(c.meets(optimum.x(), 1e9)).isTrue();
                seen[2]++;
            }
        });
        for (int n : seen) assertThat(n).isGreaterThan(100);
    }

    /** Strong duality, signs, and no variable that would pay to enter: a certificate of the optimum. */
    @Test
    void provesItsOptimumByTheDual() {
        Property.forAll(9000, 3000, Case::next, c -> {
            if (!(c.program().solve() instanceof LinearProgram.Optimum optimum)) return;
            double bound = 0;
            int sign = c.maximise ? -1 : 1;
            for (int r = 0; r < c.b.length; r++) {
                double y = sign * optimum.dual()[r];
                bound += optimum.dual()[r] * c.b[r];
                if (c.relation[r] == 0) assertThat(y).isLessThan(1e-9);
                if (c.relation[r] == 1) assertThat(y).isGreaterThan(-1e-9);
            }
            assertThat(bound).isCloseTo(optimum.value(), within(1e-8 * (1 + Math.abs(bound))));
            for (int j = 0; j < c.c.length; j++) {
                double reduced = c.c[j];
                for (int r = 0; r < c.b.length; r++) reduced -= optimum.dual()[r] * c.a[r][j];
                assertThat(sign * reduced).isGreaterThan(-1e-8);
            }
        });
    }

    @Test
    void dualSaysWhatOneMoreOfTheRightSideIsWorth() {
        // Dantzig's factory: max 3x + 5y, x <= 4, 2y <= 12, 3x + 2y <= 18 has 36 at (2, 6).
        LinearProgram.Optimum optimum = LinearProgram.maximise(3, 5)
                .atMost(new double[] {1, 0}, 4)
                .atMost(new double[] {0, 2}, 12)
                .atMost(new double[] {3, 2}, 18)
                .optimum();
        assertThat(optimum.value()).isEqualTo(36);
        assertThat(optimum.x()).containsExactly(2, 6);
        assertThat(optimum.dual()).containsExactly(new double[] {0, 1.5, 1}, within(1e-12));
    }

    /** Beale's program, on which the plain method walks in a circle. */
    @Test
    void doesNotCycle() {
        LinearProgram.Optimum optimum = LinearProgram.minimise(-0.75, 150, -0.02, 6)
                .atMost(new double[] {0.25, -60, -0.04, 9}, 0)
                .atMost(new double[] {0.5, -90, -0.02, 3}, 0)
                .atMost(new double[] {0, 0, 1, 0}, 1)
                .optimum();
        assertThat(optimum.value()).isCloseTo(-0.05, within(1e-12));
    }

    @Test
    void takesRowsThatFollowFromOthers() {
        LinearProgram.Optimum optimum = LinearProgram.minimise(1, 2, 0)
                .equal(new double[] {1, 1, 1}, 1)
                .equal(new double[] {2, 2, 2}, 2)
                .equal(new double[] {0, 0, 0}, 0)
                .atLeast(new double[] {1, 1, 0}, 0.25)
                .optimum();
        assertThat(optimum.value()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void takesAProgramWithoutRows() {
        assertThat(LinearProgram.minimise(1, 1).optimum().x()).containsExactly(0, 0);
        assertThat(LinearProgram.maximise(1, 1).solve()).isInstanceOf(LinearProgram.Unbounded.class);
        assertThat(LinearProgram.minimise(1).equal(new double[] {0}, 1).solve())
                .isInstanceOf(LinearProgram.Infeasible.class);
    }

    /** Mixtures of many vertices under a few rows: the shape of post-processing and of reductions. */
    @Test
    void solvesWideProgramsToTheCertificate() {
        Property.forAll(5, 30, (random, size) -> random, random -> {
            int n = 400;
            int m = 12;
            double[] c = new double[n];
            double[][] a = new double[m][n];
            for (int j = 0; j < n; j++) {
                c[j] = random.nextDouble();
                for (int r = 0; r < m; r++) a[r][j] = random.nextDouble() - 0.5;
            }
            double[] ones = new double[n];
            java.util.Arrays.fill(ones, 1);
            LinearProgram program = LinearProgram.minimise(c).equal(ones, 1);
            for (double[] row : a) program.atMost(row, 0.001);
            if (!(program.solve() instanceof LinearProgram.Optimum optimum)) return;
            for (int j = 0; j < n; j++) {
                double reduced = c[j] - optimum.dual()[0];
                for (int r = 0; r < m; r++) reduced -= optimum.dual()[r + 1] * a[r][j];
                assertThat(reduced).isGreaterThan(-1e-10);
            }
        });
    }

    @Test
    void refusesWhatIsNoProgram() {
        assertThatThrownBy(() -> LinearProgram.minimise(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinearProgram.minimise(1).atMost(new double[] {1, 2}, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinearProgram.minimise(1).atMost(new double[] {1}, Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinearProgram.maximise(1).optimum()).isInstanceOf(IllegalStateException.class);
    }
}
