package io.candor.ledger.internal;

import io.candor.core.evidence.Sha256;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.ledger.Budget;
import io.candor.ledger.BudgetCharge;
import io.candor.ledger.BudgetRefusal;
import io.candor.store.RowCheck;
import io.candor.store.Store;
import io.candor.store.TrailEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every row must be what the log last said of it, and whatever the log speaks of must have its row. */
public final class LedgerCheck implements RowCheck {
    private final Store store;

    public LedgerCheck(Store store) {
        this.store = store;
    }

    /** The digest that stands in the log for a record. */
    public static String digest(Json.Obj record) {
        return Sha256.of(CanonicalJson.bytes(record));
    }

    @Override
    public List<Problem> check(Map<String, List<TrailEntry>> log) {
        Map<String, String> rows = store.read(handle -> digests(new LedgerRows(handle)));
        List<Problem> problems = new ArrayList<>();
        rows.forEach((object, digest) -> {
            List<TrailEntry> entries = log.getOrDefault(object, List.of());
            boolean agrees = !entries.isEmpty()
                    && entries.get(entries.size() - 1).after().equals(digest);
            if (!agrees) problems.add(new Problem(object, "the ledger's row is not what the log says of it"));
        });
        for (String object : log.keySet()) {
            boolean ours =
                    object.startsWith("budget:") || object.startsWith("charge:") || object.startsWith("refusal:");
            if (ours && !rows.containsKey(object))
                problems.add(new Problem(object, "is in the log but not in the ledger"));
        }
        return problems;
    }

    private static Map<String, String> digests(LedgerRows rows) {
        Map<String, String> digests = new HashMap<>();
        for (Budget budget : rows.budgets()) digests.put(budget.object(), digest(budget.toJson()));
        for (BudgetCharge charge : rows.charges()) digests.put(charge.object(), digest(charge.toJson()));
        for (BudgetRefusal refusal : rows.refusals()) digests.put(refusal.object(), digest(refusal.toJson()));
        return digests;
    }
}
