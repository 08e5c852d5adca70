package io.candor.explain.shapley;

/** What coalitions are worth. The same coalition is always worth the same. */
public interface Game {
    int players();

    /** Numbers that a coalition is worth. */
    int outputs();

    /** Coalition by coalition, then output. */
    double[] values(Coalitions coalitions);
}
