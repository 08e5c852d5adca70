package io.candor.ledger;

import io.candor.core.json.Json;
import java.math.BigDecimal;

/**
 * The cap of one data set in one epoch. An epoch lasts as long as the file's bytes stay the same.
 *
 * @param dataset registered name
 * @param epoch from 1
 * @param fileDigest SHA-256 of the file's bytes
 * @param unit what is protected: {@code row}
 * @param epsilon the cap
 * @param salt random, hexadecimal: keeps the logged digest of this record from confirming a guess of the file
 */
public record Budget(String dataset, int epoch, String fileDigest, String unit, BigDecimal epsilon, String salt) {
    /** What the trail's digest is taken of. */
    public Json.Obj toJson() {
        return Json.object()
                .put("dataset", dataset)
                .put("epoch", epoch)
                .put("fileDigest", fileDigest)
                .put("unit", unit)
                .put("epsilon", epsilon.toPlainString())
                .put("salt", salt)
                .build();
    }

    /** The trail's name for it. */
    public String object() {
        return "budget:" + dataset + "/" + epoch;
    }
}
