package io.candor.glassbox.linear.internal;

import io.candor.glassbox.internal.rows.InputColumn;
import io.candor.glassbox.internal.rows.TrainingRows;
import java.util.Arrays;

/**
 * A design without redundancy, for Newton's method: intercept, standardised numbers, and indicators (0 or 1) of all levels
 * but the heaviest of each category. Rows are read sparsely, one at a time.
 */
final class ReducedDesign {
    private final TrainingRows rows;
    private final Design design;
    private final int[] column; // per parameter but the intercept, its column of the design
    private final int[][] parameter; // per input and level (numbers: value, missing), its parameter or −1

    ReducedDesign(TrainingRows rows, Design design) {
        this.rows = rows;
        this.design = design;
        this.parameter = new int[rows.inputs().size()][];
        for (int j = 0; j < parameter.length; j++) {
            InputColumn input = rows.inputs().get(j);
            int parts =
                    input instanceof InputColumn.Levels l ? l.input().levels().size() + 1 : 2;
            parameter[j] = new int[parts];
            Arrays.fill(parameter[j], -1);
        }
        int[] reference = references();
        int[] found = new int[design.columns().size()];
        int n = 0;
        for (int c = 0; c < found.length; c++) {
            Column d = design.columns().get(c);
            if (reference[d.input()] == c) continue;
            parameter[d.input()][slot(d)] = n + 1;
            found[n++] = c;
        }
        this.column = Arrays.copyOf(found, n);
    }

    /** Per input the column of its heaviest level; −1 for numbers. */
    private int[] references() {
        int[] reference = new int[parameter.length];
        Arrays.fill(reference, -1);
        for (int c = 0; c < design.columns().size(); c++) {
            Column d = design.columns().get(c);
            if (!(rows.inputs().get(d.input()) instanceof InputColumn.Levels)) continue;
            int best = reference[d.input()];
            if (best < 0 || d.mean() > design.columns().get(best).mean()) reference[d.input()] = c;
        }
        return reference;
    }

    private int slot(Column d) {
        if (d.part() == Column.NUMBER) return 0;
        return d.part() == Column.MISSING ? parameter[d.input()].length - 1 : d.part();
    }

    /** Number of parameters of one output, with the intercept. */
    int size() {
        return column.length + 1;
    }

    TrainingRows rows() {
        return rows;
    }

    Design design() {
        return design;
    }

    /** Column of the design behind a parameter from 1 on. */
    Column column(int parameter) {
        return design.columns().get(column[parameter - 1]);
    }

    /** Parameter of a part of an input (a level, {@link Column#NUMBER} or {@link Column#MISSING}), or −1. */
    int parameter(int input, int part) {
        int[] all = parameter[input];
        return all[part == Column.NUMBER ? 0 : part == Column.MISSING ? all.length - 1 : part];
    }

    /** Room for the nonzero entries of a row. */
    int widest() {
        return parameter.length + 1;
    }

    /** Writes parameters and values of a row's nonzero entries; returns how many. */
    int row(int i, int[] index, double[] value) {
        index[0] = 0;
        value[0] = 1;
        int n = 1;
        for (int j = 0; j < parameter.length; j++) {
            InputColumn input = rows.inputs().get(j);
            int[] parts = parameter[j];
            int at;
            double x = 1;
            if (input instanceof InputColumn.Levels levels) {
                at = levels.codes()[i] < 0 ? parts[parts.length - 1] : parts[levels.codes()[i]];
            } else {
                double raw = ((InputColumn.Numbers) input).values()[i];
                at = Double.isNaN(raw) ? parts[1] : parts[0];
                if (!Double.isNaN(raw) && at > 0)
                    x = (raw - column(at).mean()) / column(at).deviation();
            }
            if (at < 0) continue;
            index[n] = at;
            value[n++] = x;
        }
        return n;
    }

    /** Parameters that stand for coefficients. */
    double[][] parameters(Coefficients coefficients) {
        double[][] found = new double[coefficients.intercept().length][size()];
        int[] reference = references();
        for (int k = 0; k < found.length; k++) {
            double[] theta = coefficients.theta()[k];
            found[k][0] = coefficients.intercept()[k];
            for (int c = 0; c < theta.length; c++) {
                Column d = design.columns().get(c);
                if (d.part() != Column.NUMBER) found[k][0] -= theta[c] * d.mean();
                if (reference[d.input()] == c) found[k][0] += theta[c];
            }
            for (int q = 1; q < size(); q++) {
                Column d = column(q);
                double own = theta[column[q - 1]];
                int other = reference[d.input()];
                found[k][q] = d.part() == Column.NUMBER ? own * d.deviation() : own - (other < 0 ? 0 : theta[other]);
            }
        }
        return found;
    }

    /** Coefficients of parameters. */
    Coefficients coefficients(double[][] parameters) {
        double[][] theta = new double[parameters.length][design.columns().size()];
        double[] intercept = new double[parameters.length];
        for (int k = 0; k < theta.length; k++) {
            intercept[k] = parameters[k][0];
            for (int q = 1; q < size(); q++) {
                Column d = column(q);
                theta[k][column[q - 1]] =
                        d.part() == Column.NUMBER ? parameters[k][q] / d.deviation() : parameters[k][q];
                if (d.part() != Column.NUMBER) intercept[k] += parameters[k][q] * d.mean();
            }
        }
        return new Coefficients(design, theta, intercept);
    }
}
