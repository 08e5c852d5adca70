package io.candor.evaluation.internal;

import io.candor.core.CandorException;
import io.candor.evaluation.ConfusionFormula.Affine;
import io.candor.evaluation.ConfusionFormula.Fraction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a formula over confusion cells by recursive descent. */
public final class FormulaParser {
    private static final int MOST_CHARACTERS = 1_000; // so that depth is bounded
    private static final List<String> CELLS = List.of("tp", "fp", "tn", "fn");
    private static final Map<String, String> TOTALS = Map.of(
            "n", "(tp + fp + tn + fn)", "positives", "(tp + fn)", "negatives", "(fp + tn)", "selected", "(tp + fp)");

    private final String text;
    private final Map<String, String> named;
    private int at;

    public FormulaParser(String text, Map<String, String> named) {
        this.text = text;
        this.named = named;
        if (text.length() > MOST_CHARACTERS) throw problem("it is longer than " + MOST_CHARACTERS + " characters");
    }

    /** The whole text. */
    public Node formula() {
        Node root = sum();
        if (peek() != 0) throw problem("'" + text.charAt(at) + "' is not expected at character " + (at + 1));
        return root;
    }

    private Node sum() {
        Node left = product();
        while (peek() == '+' || peek() == '-') {
            char sign = text.charAt(at++);
            left = new Operation(sign, left, product());
        }
        return left;
    }

    private Node product() {
        Node left = factor();
        while (peek() == '*' || peek() == '/') {
            char sign = text.charAt(at++);
            left = new Operation(sign, left, factor());
        }
        return left;
    }

    private Node factor() {
        char next = peek();
        if (next == '-') {
            at++;
            return new Operation('-', new Number(0), factor());
        }
        if (next == '(') {
            at++;
            Node inner = sum();
            expect(')');
            return inner;
        }
        if (Character.isDigit(next) || next == '.') return number();
        if (Character.isLetter(next)) return name();
        throw problem(next == 0 ? "it ends too early" : "'" + next + "' is not expected at character " + (at + 1));
    }

    private Node number() {
        int from = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) at++;
        String digits = text.substring(from, at);
        try {
            return new Number(Double.parseDouble(digits));
        } catch (NumberFormatException e) {
            throw problem("'" + digits + "' is not a number");
        }
    }

    private Node name() {
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) at++;
        String name = text.substring(from, at);
        int cell = CELLS.indexOf(name);
        if (cell >= 0) return new Cell(cell);
        String total = TOTALS.getOrDefault(name, named.getOrDefault(name, ""));
        if (!total.isEmpty()) return new FormulaParser(total, named).formula();
        if (!List.of("min", "max", "sqrt").contains(name)) throw problem("'" + name + "' is not known");
        expect('(');
        Node first = sum();
        if (name.equals("sqrt")) {
            expect(')');
            return new Root(first);
        }
        expect(',');
        Node second = sum();
        expect(')');
        return new Extreme(name.equals("max"), first, second);
    }

    private void expect(char c) {
        if (peek() != c) throw problem("'" + c + "' is missing at character " + (at + 1));
        at++;
    }

    /** The next character that is no space; 0 at the end. */
    private char peek() {
        while (at < text.length() && text.charAt(at) == ' ') at++;
        return at < text.length() ? text.charAt(at) : 0;
    }

    private CandorException problem(String what) {
        return CandorException.user(
                "CND-V018",
                "the formula '" + text + "' can't be read: " + what,
                "a formula over tp, fp, tn, fn, n, positives, negatives, selected or named metrics",
                "mend it, for example (tp + tn) / n");
    }

    /** A part of a formula over the cells tp, fp, tn, fn. */
    public sealed interface Node {
        double value(double[] cells);

        /** Adds {@code factor} times the partial derivatives. */
        void gradient(double[] cells, double factor, double[] into);

        /** As a ratio of affine forms in tp and fp. */
        Optional<Fraction> fraction(double positives, double negatives);
    }

    private static final Affine ONE = new Affine(1, 0, 0);

    record Number(double number) implements Node {
        @Override
        public double value(double[] cells) {
            return number;
        }

        @Override
        public void gradient(double[] cells, double factor, double[] into) {}

        @Override
        public Optional<Fraction> fraction(double positives, double negatives) {
            return Optional.of(new Fraction(new Affine(number, 0, 0), ONE));
        }
    }

    record Cell(int cell) implements Node {
        @Override
        public double value(double[] cells) {
            return cells[cell];
        }

        @Override
        public void gradient(double[] cells, double factor, double[] into) {
            into[cell] += factor;
        }

        @Override
        public Optional<Fraction> fraction(double positives, double negatives) {
            Affine affine = switch (cell) {
                case 0 -> new Affine(0, 1, 0);
                case 1 -> new Affine(0, 0, 1);
                case 2 -> new Affine(negatives, 0, -1);
                default -> new Affine(positives, -1, 0);
            };
            return Optional.of(new Fraction(affine, ONE));
        }
    }

    record Operation(char sign, Node left, Node right) implements Node {
        @Override
        public double value(double[] cells) {
            double a = left.value(cells);
            double b = right.value(cells);
            return switch (sign) {
                case '+' -> a + b;
                case '-' -> a - b;
                case '*' -> a * b;
                default -> a / b;
            };
        }

        @Override
        public void gradient(double[] cells, double factor, double[] into) {
            switch (sign) {
                case '+' -> {
                    left.gradient(cells, factor, into);
                    right.gradient(cells, factor, into);
                }
                case '-' -> {
                    left.gradient(cells, factor, into);
                    right.gradient(cells, -factor, into);
                }
                case '*' -> {
                    left.gradient(cells, factor * right.value(cells), into);
                    right.gradient(cells, factor * left.value(cells), into);
                }
                default -> {
                    double b = right.value(cells);
                    left.gradient(cells, factor / b, into);
                    right.gradient(cells, -factor * left.value(cells) / (b * b), into);
                }
            }
        }

        @Override
        public Optional<Fraction> fraction(double positives, double negatives) {
            Fraction a = left.fraction(positives, negatives).orElse(null);
            Fraction b = right.fraction(positives, negatives).orElse(null);
            if (a == null || b == null) return Optional.empty();
            return switch (sign) {
                case '+' -> sum(a, b, 1);
                case '-' -> sum(a, b, -1);
                case '*' -> product(a, b);
                default -> product(a, new Fraction(b.denominator(), b.numerator()));
            };
        }

        private static Optional<Fraction> sum(Fraction a, Fraction b, double sign) {
            if (a.denominator().equals(b.denominator())) {
                return Optional.of(new Fraction(a.numerator().minus(b.numerator(), -sign), a.denominator()));
            }
            if (constant(a.denominator()) && constant(b.denominator())) {
                Affine x = scaled(a.numerator(), 1 / a.denominator().constant());
                Affine y = scaled(b.numerator(), 1 / b.denominator().constant());
                return Optional.of(new Fraction(x.minus(y, -sign), ONE));
            }
            if (constant(a.numerator()) && constant(a.denominator())) { // a number and a fraction
                double number = a.numerator().constant() / a.denominator().constant();
                Affine top = scaled(b.denominator(), number).minus(b.numerator(), -sign);
                return Optional.of(new Fraction(top, b.denominator()));
            }
            if (constant(b.numerator()) && constant(b.denominator())) {
                double number =
                        sign * b.numerator().constant() / b.denominator().constant();
                return Optional.of(new Fraction(a.numerator().minus(a.denominator(), -number), a.denominator()));
            }
            return Optional.empty();
        }

        private static Optional<Fraction> product(Fraction a, Fraction b) {
            return times(a.numerator(), b.numerator())
                    .flatMap(top -> times(a.denominator(), b.denominator()).map(below -> new Fraction(top, below)));
        }

        private static Optional<Affine> times(Affine a, Affine b) {
            if (constant(a)) return Optional.of(scaled(b, a.constant()));
            return constant(b) ? Optional.of(scaled(a, b.constant())) : Optional.empty();
        }

        private static boolean constant(Affine a) {
            return a.tp() == 0 && a.fp() == 0;
        }

        private static Affine scaled(Affine a, double by) {
            return new Affine(a.constant() * by, a.tp() * by, a.fp() * by);
        }
    }

    record Root(Node of) implements Node {
        @Override
        public double value(double[] cells) {
            return StrictMath.sqrt(of.value(cells));
        }

        @Override
        public void gradient(double[] cells, double factor, double[] into) {
            of.gradient(cells, factor / (2 * value(cells)), into);
        }

        @Override
        public Optional<Fraction> fraction(double positives, double negatives) {
            return Optional.empty();
        }
    }

    record Extreme(boolean largest, Node first, Node second) implements Node {
        @Override
        public double value(double[] cells) {
            double a = first.value(cells);
            double b = second.value(cells);
            return largest ? Math.max(a, b) : Math.min(a, b);
        }

        @Override
        public void gradient(double[] cells, double factor, double[] into) {
            (first.value(cells) == value(cells) ? first : second).gradient(cells, factor, into);
        }

        @Override
        public Optional<Fraction> fraction(double positives, double negatives) {
            return Optional.empty();
        }
    }
}
