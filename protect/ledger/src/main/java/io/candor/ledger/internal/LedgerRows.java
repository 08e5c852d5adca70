package io.candor.ledger.internal;

import io.candor.ledger.Budget;
import io.candor.ledger.BudgetCharge;
import io.candor.ledger.BudgetRefusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The ledger's SQL, within somebody's transaction. */
public final class LedgerRows {
    private static final RowMapper<Budget> BUDGET = (row, context) -> new Budget(
            row.getString("dataset"),
            row.getInt("epoch"),
            row.getString("file_digest"),
            row.getString("unit"),
            new BigDecimal(row.getString("epsilon")),
            row.getString("salt"));

    private static final RowMapper<BudgetCharge> CHARGE = (row, context) -> new BudgetCharge(
            row.getLong("id"),
            row.getString("dataset"),
            row.getInt("epoch"),
            row.getString("principal"),
            row.getString("unit"),
            row.getString("protected_change"),
            row.getString("mechanism"),
            new BigDecimal(row.getString("epsilon")),
            row.getString("state"),
            row.getString("salt"));

    private static final RowMapper<BudgetRefusal> REFUSAL = (row, context) -> new BudgetRefusal(
            row.getLong("id"),
            row.getString("dataset"),
            row.getString("principal"),
            row.getString("mechanism"),
            row.getString("epsilon"),
            row.getString("code"),
            row.getString("salt"));

    private final Handle handle;

    public LedgerRows(Handle handle) {
        this.handle = handle;
    }

    /** All epochs of all data sets, by name and epoch. */
    public List<Budget> budgets() {
        return handle.createQuery("select * from budget order by dataset, epoch")
                .map(BUDGET)
                .list();
    }

    /** The newest epoch. */
    public Optional<Budget> budget(String dataset) {
        return handle.createQuery("select * from budget where dataset = :dataset order by epoch desc limit 1")
                .bind("dataset", dataset)
                .map(BUDGET)
                .findOne();
    }

    public Optional<Budget> budgetOfFile(String fileDigest) {
        return handle.createQuery("select * from budget where file_digest = :digest")
                .bind("digest", fileDigest)
                .map(BUDGET)
                .findOne();
    }

    public void insert(Budget budget) {
        handle.execute(
                "insert into budget (dataset, epoch, file_digest, unit, epsilon, salt) values (?, ?, ?, ?, ?, ?)",
                budget.dataset(),
                budget.epoch(),
                budget.fileDigest(),
                budget.unit(),
                budget.epsilon().toPlainString(),
                budget.salt());
    }

    public void cap(Budget budget) {
        handle.execute(
                "update budget set epsilon = ? where dataset = ? and epoch = ?",
                budget.epsilon().toPlainString(),
                budget.dataset(),
                budget.epoch());
    }

    public List<BudgetCharge> charges(Budget budget) {
        return handle.createQuery("select * from budget_charge where dataset = :dataset and epoch = :epoch order by id")
                .bind("dataset", budget.dataset())
                .bind("epoch", budget.epoch())
                .map(CHARGE)
                .list();
    }

    public List<BudgetCharge> charges() {
        return handle.createQuery("select * from budget_charge order by id")
                .map(CHARGE)
                .list();
    }

    public Optional<BudgetCharge> charge(long id) {
        return handle.createQuery("select * from budget_charge where id = :id")
                .bind("id", id)
                .map(CHARGE)
                .findOne();
    }

    /** The exact sum of what was charged. */
    public BigDecimal spent(Budget budget) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BudgetCharge charge : charges(budget)) sum = sum.add(charge.epsilon());
        return sum;
    }

    /** Inserts a charge, whose id is ignored; gives its number. */
    public long insert(BudgetCharge charge) {
        return handle.createUpdate(
                        "insert into budget_charge (dataset, epoch, principal, unit, protected_change, mechanism,"
                                + " epsilon, state, salt) values (:dataset, :epoch, :principal, :unit, :change, :mechanism, :epsilon,"
                                + " :state, :salt)")
                .bind("dataset", charge.dataset())
                .bind("epoch", charge.epoch())
                .bind("principal", charge.principal())
                .bind("unit", charge.unit())
                .bind("change", charge.protectedChange())
                .bind("mechanism", charge.mechanism())
                .bind("epsilon", charge.epsilon().toPlainString())
                .bind("state", charge.state())
                .bind("salt", charge.salt())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    public void state(BudgetCharge charge) {
        handle.execute("update budget_charge set state = ? where id = ?", charge.state(), charge.id());
    }

    /** Inserts a refusal, whose id is ignored; gives its number. */
    public long insert(BudgetRefusal refusal) {
        return handle.createUpdate("insert into budget_refusal (dataset, principal, mechanism, epsilon, code, salt)"
                        + " values (:dataset, :principal, :mechanism, :epsilon, :code, :salt)")
                .bind("dataset", refusal.dataset())
                .bind("principal", refusal.principal())
                .bind("mechanism", refusal.mechanism())
                .bind("epsilon", refusal.epsilon())
                .bind("code", refusal.code())
                .bind("salt", refusal.salt())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    public List<BudgetRefusal> refusals() {
        return handle.createQuery("select * from budget_refusal order by id")
                .map(REFUSAL)
                .list();
    }
}
