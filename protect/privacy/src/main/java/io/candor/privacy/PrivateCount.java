package io.candor.privacy;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.evidence.Subject;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.port.BudgetLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A released count. Values are whole numbers and not clamped: a small count can come out negative. Clamping would bias sums
 * over groups, and the reader can do it at no cost in privacy.
 *
 * @param query what was asked
 * @param groups one for each declared group, in order, those without any row too
 * @param receipt of the charge
 */
public record PrivateCount(CountQuery query, List<Group> groups, BudgetLedger.Receipt receipt) {
    /** Name of the mechanism in charges and evidence. */
    public static final String MECHANISM = "discrete-laplace";

    /** What is protected: one row. */
    public static final String UNIT = "row";

    /** Two data sets are neighbours if one has one row more. */
    public static final String PROTECTED_CHANGE = "add-remove";

    private static final int VERSION = 1;

    /**
     * One noisy count.
     *
     * @param group column to value; empty for a plain count
     * @param value true count plus noise
     * @param low lower end of the 95 % interval of the noise around the value
     * @param high upper end
     */
    public record Group(Map<String, String> group, long value, long low, long high) {}

    public PrivateCount {
        groups = List.copyOf(groups);
    }

    /**
     * The data as the ledger knows it: name and epoch, without the digest of its bytes. A digest of data confirms a guess of
     * the whole file, so it has no place beside numbers that shall be all that is known.
     */
    public Subject registration() {
        Json.Obj name = Json.object()
                .put("dataset", receipt.dataset())
                .put("epoch", receipt.epoch())
                .build();
        return new Subject("data:" + receipt.dataset(), Sha256.of(CanonicalJson.bytes(name)));
    }

    /**
     * Evidence {@code privacy.release} v1.
     *
     * @param data the subject: {@link #registration()}, or the data's digest where that is public anyway
     */
    public Evidence toEvidence(Subject data) {
        String epsilon = query.epsilon().toPlainString();
        return new Evidence(
                "privacy.release",
                VERSION,
                List.of(data),
                new Evidence.Method(
                        "discrete Laplace mechanism",
                        1,
                        "Canonne, Kamath, Steinke 2020, algorithm 2; Ghosh et al. 2012"),
                Json.object().put("declared", declared()).put("sensitivity", 1).build(),
                result(epsilon),
                List.of(
                        "Each value is the true count plus random noise; the interval covers the noise alone, not sampling.",
                        "Rows that match no declared group are not counted.",
                        "The promise covers one row of the data; a person with several rows is protected less.",
                        "The promise covers the values, not the time that the answer took."),
                Disclosure.privately());
    }

    private Json.Obj declared() {
        Json.Builder columns = Json.object();
        query.by().forEach((column, values) -> columns.put(column, Json.texts(values)));
        return columns.build();
    }

    private Json.Obj result(String epsilon) {
        List<Json> shown = new ArrayList<>();
        for (Group g : groups) {
            Json.Builder parts = Json.object();
            g.group().forEach(parts::put);
            shown.add(Json.object()
                    .put("group", parts.build())
                    .put("value", g.value())
                    .put("low", g.low())
                    .put("high", g.high())
                    .build());
        }
        return Json.object()
                .put("statistic", "count")
                .put("by", Json.texts(List.copyOf(query.by().keySet())))
                .put("groups", Json.array(shown))
                .put("epsilon", epsilon)
                .put("mechanism", MECHANISM)
                .put("unit", UNIT)
                .put("protected_change", PROTECTED_CHANGE)
                .put("confidence", 0.95)
                .put(
                        "ledger",
                        Json.object()
                                .put("dataset", receipt.dataset())
                                .put("epoch", receipt.epoch())
                                .put("charge", receipt.id())
                                .build())
                .build();
    }
}
