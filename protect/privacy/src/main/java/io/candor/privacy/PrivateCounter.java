package io.candor.privacy;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.data.Table;
import io.candor.core.port.BudgetLedger;
import io.candor.privacy.internal.GroupCounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Releases counts with noise, charging first. The order is fixed: the charge is durable, only then the data is opened, then
 * noise is added, then the charge is noted as spent. Whatever fails after the charge stays charged, so that no failure can be
 * used to ask twice. Thread-safe.
 *
 * <pre>{@code
 * PrivateCount count = new PrivateCounter()
 *         .release(CountQuery.of(Map.of("sex", List.of("Female", "Male")), "0.1"), ledger, "adult", digest, "ann", () -> table);
 * }</pre>
 */
public final class PrivateCounter {
    private static final BigDecimal CONFIDENCE = new BigDecimal("0.95");

    private final SecureBits bits;

    /** Noise from the operating system's secure generator. */
    public PrivateCounter() {
        this(SecureBits.system());
    }

    /** For tests only. */
    PrivateCounter(SecureBits bits) {
        this.bits = bits;
    }

    /**
     * @param dataset registered name of the data
     * @param fileDigest SHA-256 of its bytes
     * @param principal who asks
     * @param data opens the data; called once, after the charge
     * @throws CandorException of kind BUDGET if the charge is refused (the data is not opened then); {@code CND-P003} if the
     *     data lacks a column, {@code CND-P004} if it can't be read: the charge stays, and no message says what the data holds
     */
    public PrivateCount release(
            CountQuery query,
            BudgetLedger ledger,
            String dataset,
            String fileDigest,
            String principal,
            Supplier<Table> data) {
        BudgetLedger.Receipt receipt = ledger.reserve(new BudgetLedger.Charge(
                dataset,
                fileDigest,
                principal,
                PrivateCount.UNIT,
                PrivateCount.PROTECTED_CHANGE,
                PrivateCount.MECHANISM,
                query.cost()));
        long[] counts = counts(query, data, receipt);
        DiscreteLaplace noise = DiscreteLaplace.forSensitivity(1, query.epsilon());
        long half = noise.halfWidth(CONFIDENCE);
        List<Map<String, String>> groups = query.groups();
        List<PrivateCount.Group> released = new ArrayList<>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            long value = counts[i] + noise.sample(bits);
            released.add(new PrivateCount.Group(groups.get(i), value, value - half, value + half));
        }
        ledger.spent(receipt);
        return new PrivateCount(query, released, receipt);
    }

    /** One fixed text whatever went wrong and no cause: a parser's message may quote a cell. */
    private static long[] counts(CountQuery query, Supplier<Table> data, BudgetLedger.Receipt receipt) {
        Table table;
        try {
            table = data.get();
        } catch (RuntimeException e) {
            throw CandorException.user(
                    "CND-P004",
                    "the data could not be read; charge " + receipt.id() + " stays",
                    "the registered file, unchanged and readable",
                    "check the file with a command that releases nothing, such as 'candor init'");
        }
        for (String column : query.by().keySet()) {
            if (!table.has(column)) {
                throw CandorException.user(
                        "CND-P003",
                        "the data has no column '" + column + "'; charge " + receipt.id() + " stays",
                        "grouping columns that the data has",
                        Suggestions.remedy(column, table.names()));
            }
        }
        return GroupCounts.of(table, query.by());
    }
}
