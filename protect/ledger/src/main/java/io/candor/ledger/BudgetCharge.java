package io.candor.ledger;

import io.candor.core.json.Json;
import java.math.BigDecimal;

/**
 * One accepted charge.
 *
 * @param id number of the charge
 * @param dataset registered name
 * @param epoch of the data set
 * @param principal who asked
 * @param unit what is protected
 * @param protectedChange {@code add-remove}
 * @param mechanism for example {@code discrete-laplace}
 * @param epsilon pure ε
 * @param state {@code reserved} before the answer was given, {@code spent} after it; both count
 * @param salt random, hexadecimal
 */
public record BudgetCharge(
        long id,
        String dataset,
        int epoch,
        String principal,
        String unit,
        String protectedChange,
        String mechanism,
        BigDecimal epsilon,
        String state,
        String salt) {
    static final String RESERVED = "reserved";
    static final String SPENT = "spent";

    /** What the trail's digest is taken of. */
    public Json.Obj toJson() {
        return Json.object()
                .put("charge", id)
                .put("dataset", dataset)
                .put("epoch", epoch)
                .put("principal", principal)
                .put("unit", unit)
                .put("protectedChange", protectedChange)
                .put("mechanism", mechanism)
                .put(
                        "cost",
                        Json.object()
                                .put("measure", "epsilon")
                                .put("amount", epsilon.toPlainString())
                                .build())
                .put("state", state)
                .put("salt", salt)
                .build();
    }

    BudgetCharge with(String newState) {
        return new BudgetCharge(
                id, dataset, epoch, principal, unit, protectedChange, mechanism, epsilon, newState, salt);
    }

    /** The trail's name for it. */
    public String object() {
        return "charge:" + id;
    }
}
