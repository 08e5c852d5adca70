package io.candor.core.prepare;

import java.util.List;

/** One column that a model sees, as a function of a raw encoded row. */
public sealed interface PreparedColumn {
    /** Indices of the raw inputs that it reads, ascending. */
    List<Integer> reads();

    /** Its value for an encoded row of raw inputs. */
    double of(double[] raw);

    /** A column of one raw input, after some steps; without steps a number or a category as it is. */
    record Chain(int input, List<Step> steps) implements PreparedColumn {
        public Chain {
            steps = List.copyOf(steps);
            for (int s = 1; s < steps.size(); s++) {
                if (steps.get(s).takesLevels()) throw new IllegalArgumentException("levels are taken by a first step");
            }
        }

        @Override
        public List<Integer> reads() {
            return List.of(input);
        }

        @Override
        public double of(double[] raw) {
            return of(raw[input]);
        }

        double of(double value) {
            for (Step step : steps) value = step.of(value);
            return value;
        }

        /** How it moves when a number grows. */
        Step.Direction direction() {
            Step.Direction all = Step.Direction.UP;
            for (Step step : steps) {
                Step.Direction next = step.direction();
                if (all == Step.Direction.CONSTANT || next == Step.Direction.CONSTANT) all = Step.Direction.CONSTANT;
                else if (all == Step.Direction.NONE || next == Step.Direction.NONE) all = Step.Direction.NONE;
                else all = all == next ? Step.Direction.UP : Step.Direction.DOWN;
            }
            return all;
        }
    }

    /** The product of several columns, as of interactions and polynomials. */
    record Product(List<Chain> factors) implements PreparedColumn {
        public Product {
            factors = List.copyOf(factors);
            if (factors.isEmpty()) throw new IllegalArgumentException("a product of nothing");
        }

        @Override
        public List<Integer> reads() {
            return factors.stream().map(Chain::input).distinct().sorted().toList();
        }

        @Override
        public double of(double[] raw) {
            double product = 1;
            for (Chain factor : factors) product *= factor.of(raw);
            return product;
        }
    }

    /**
     * A constant and a weighted sum of several columns, as of a column from which what others say of it is taken away.
     *
     * @param weights one per term
     */
    record Sum(List<Chain> terms, List<Double> weights, double constant) implements PreparedColumn {
        public Sum {
            terms = List.copyOf(terms);
            weights = List.copyOf(weights);
            if (terms.isEmpty() || terms.size() != weights.size()) {
                throw new IllegalArgumentException("a sum has terms, each with a weight");
            }
            if (!Double.isFinite(constant) || !weights.stream().allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("the weights and the constant of a sum are finite");
            }
        }

        @Override
        public List<Integer> reads() {
            return terms.stream().map(Chain::input).distinct().sorted().toList();
        }

        @Override
        public double of(double[] raw) {
            double sum = constant;
            for (int t = 0; t < terms.size(); t++) {
                sum += weights.get(t) * terms.get(t).of(raw);
            }
            return sum;
        }
    }

    /** A bucket of hashed features: many raw inputs in one column. */
    record Bucket(FeatureHash hash, int bucket) implements PreparedColumn {
        @Override
        public List<Integer> reads() {
            return hash.inputs();
        }

        @Override
        public double of(double[] raw) {
            return hash.of(raw, bucket);
        }
    }
}
