package io.candor.core.port;

import java.math.BigDecimal;

/** The durable privacy budget. Charge before touching data; a charge is never refunded. */
public interface BudgetLedger {
    /**
     * What a release costs, decided from the query alone.
     *
     * @param dataset registered name
     * @param fileDigest SHA-256 of the data's bytes, which must be the registered one
     * @param principal who asks
     * @param unit what is protected: {@code row}, or the name of a column of users
     * @param protectedChange {@code add-remove} or {@code replace}
     * @param mechanism for example {@code discrete-laplace}
     * @param epsilon pure ε, exact
     */
    record Charge(
            String dataset,
            String fileDigest,
            String principal,
            String unit,
            String protectedChange,
            String mechanism,
            BigDecimal epsilon) {}

    /** Proof of an accepted charge. */
    record Receipt(long id, String dataset, int epoch, BigDecimal epsilonSpent, BigDecimal epsilonCap) {}

    /**
     * Reserves durably, before any data is read.
     *
     * @throws io.candor.core.CandorException of kind BUDGET if the cap would be passed, the data is not registered or differs
     *     from the registered file; nothing is charged then
     */
    Receipt reserve(Charge charge);

    /** Notes that the release was made. A reservation that is never noted stays charged. */
    void spent(Receipt receipt);
}
