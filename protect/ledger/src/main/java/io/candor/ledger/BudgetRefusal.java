package io.candor.ledger;

import io.candor.core.json.Json;

/**
 * One refused charge: nothing was charged and no data was read.
 *
 * @param id number of the refusal
 * @param dataset the name that was asked for
 * @param principal who asked
 * @param mechanism with what
 * @param epsilon how much, as decimal text
 * @param code why: an error code
 * @param salt random, hexadecimal
 */
public record BudgetRefusal(
        long id, String dataset, String principal, String mechanism, String epsilon, String code, String salt) {
    /** What the trail's digest is taken of. */
    public Json.Obj toJson() {
        return Json.object()
                .put("refusal", id)
                .put("dataset", dataset)
                .put("principal", principal)
                .put("mechanism", mechanism)
                .put("epsilon", epsilon)
                .put("code", code)
                .put("salt", salt)
                .build();
    }

    /** The trail's name for it. */
    public String object() {
        return "refusal:" + id;
    }
}
