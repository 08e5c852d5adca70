package io.candor.fairness.individual;

import io.candor.core.CandorException;

/**
 * How neighbours are searched.
 *
 * @param neighbours of each row, 1 to 1,000
 * @param queries rows whose neighbours are searched at most; drawn if there are more
 * @param references rows that can be neighbours at most; drawn if there are more
 */
public record ConsistencySettings(int neighbours, int queries, int references) {
    /** 5 neighbours of 2,000 rows among 50,000. */
    public static final ConsistencySettings DEFAULT = new ConsistencySettings(5, 2_000, 50_000);

    /** @throws CandorException {@code CND-F064} */
    public ConsistencySettings {
        if (neighbours < 1 || neighbours > 1_000 || queries < 1 || references <= neighbours) {
            throw CandorException.user(
                    "CND-F064",
                    neighbours + " neighbours of " + queries + " rows can't be searched among " + references,
                    "1 to 1,000 neighbours, one row or more, and more rows among which to search than neighbours",
                    "5 neighbours of 2,000 rows among 50,000 are the default");
        }
    }

    /** The default with another number of neighbours. */
    public static ConsistencySettings of(int neighbours) {
        return new ConsistencySettings(neighbours, DEFAULT.queries, DEFAULT.references);
    }
}
