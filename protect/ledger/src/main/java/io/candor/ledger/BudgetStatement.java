package io.candor.ledger;

import io.candor.core.json.Json;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a data set's budget looks like now.
 *
 * @param budget the newest epoch's cap
 * @param charges of that epoch, oldest first
 * @param refusals of that data set, oldest first
 */
public record BudgetStatement(Budget budget, List<BudgetCharge> charges, List<BudgetRefusal> refusals) {
    public BudgetStatement {
        charges = List.copyOf(charges);
        refusals = List.copyOf(refusals);
    }

    /** Sum of all charges, whether their answers were given or not. */
    public BigDecimal spent() {
        BigDecimal sum = BigDecimal.ZERO;
        for (BudgetCharge charge : charges) sum = sum.add(charge.epsilon());
        return sum;
    }

    /** What can still be charged. */
    public BigDecimal left() {
        return budget.epsilon().subtract(spent());
    }

    /**
     * For people and {@code results.json}; without salts and without the file's digest. Amounts are decimal strings.
     * {@code {"dataset", "epoch", "unit", "epsilon", "spent", "left", "charges": [...], "refused"}}.
     */
    public Json.Obj toJson() {
        return Json.object()
                .put("dataset", budget.dataset())
                .put("epoch", budget.epoch())
                .put("unit", budget.unit())
                .put("epsilon", budget.epsilon().toPlainString())
                .put("spent", plain(spent()))
                .put("left", plain(left()))
                .put(
                        "charges",
                        Json.array(charges.stream().map(BudgetStatement::shown).toList()))
                .put("refused", refusals.size())
                .build();
    }

    private static Json.Obj shown(BudgetCharge charge) {
        return Json.object()
                .put("charge", charge.id())
                .put("principal", charge.principal())
                .put("mechanism", charge.mechanism())
                .put("epsilon", charge.epsilon().toPlainString())
                .put("state", charge.state())
                .build();
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
