package io.candor.ledger;

import io.candor.core.CandorException;
import io.candor.core.port.BudgetLedger;
import io.candor.ledger.internal.LedgerCheck;
import io.candor.ledger.internal.LedgerRows;
import io.candor.store.Caller;
import io.candor.store.RoomSchema;
import io.candor.store.RowCheck;
import io.candor.store.Store;
import io.candor.store.TrailEntry;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The budget of every registered data set, kept in the store. Each change commits with its trail entry in one transaction that
 * takes the write lock when it begins, so that checking and charging can't be torn apart by another thread, process or crash.
 * Amounts are exact decimals. A reservation whose answer was never given stays charged. Thread-safe.
 *
 * <pre>{@code
 * Ledger ledger = new Ledger(store, InstantSource.system(), Caller.of("owner"), trail::flush);
 * ledger.setBudget("adult", Sha256.of(file), "1.0", "row");
 * new PrivateCounter().release(query, ledger, "adult", Sha256.of(file), "ann", () -> table);
 * }</pre>
 */
public final class Ledger implements BudgetLedger {
    /** The tables of this room. */
    public static final RoomSchema SCHEMA = new RoomSchema("ledger", 1);

    private static final BigDecimal HIGHEST = new BigDecimal("1000");
    private static final int MOST_DECIMALS = 12;

    private final Store store;
    private final InstantSource clock;
    private final Caller caller;
    private final Runnable log;
    private final SecureRandom salts = new SecureRandom();

    /**
     * @param caller who sets budgets; charges are the principal's
     * @param log called after every commit to move the entry into the log: {@code trail::flush}
     */
    public Ledger(Store store, InstantSource clock, Caller caller, Runnable log) {
        store.migrate(SCHEMA);
        this.store = store;
        this.clock = clock;
        this.caller = caller;
        this.log = log;
    }

    /**
     * Registers a data set with its cap, or changes the cap. A file with other bytes starts a new epoch with a budget of its own:
     * the old answers still stand, and whether both together are acceptable is the data owner's decision, which is logged.
     *
     * @param dataset letters, digits, {@code . _ -}, at most 100
     * @param fileDigest SHA-256 of the file's bytes
     * @param epsilon decimal text, above 0 and at most 1000, at most 12 decimals
     * @param unit what one unit of protection is: {@code row}
     * @throws CandorException {@code CND-L001} for a malformed argument, {@code CND-L002} if these bytes are registered already
     *     under another name or an older epoch, {@code CND-L003} if the cap is below what is spent, {@code CND-L004} if the
     *     unit would change
     */
    public Budget setBudget(String dataset, String fileDigest, String epsilon, String unit) {
        if (!dataset.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw LedgerErrors.malformed("the data set's name '" + dataset + "' is not usable");
        }
        if (!fileDigest.matches("[0-9a-f]{64}")) throw LedgerErrors.malformed("the file's digest is not a SHA-256");
        if (!unit.equals("row")) throw LedgerErrors.malformed("unit '" + unit + "' is not supported");
        BigDecimal cap = amount(epsilon);
        Budget set = store.inTransaction(handle -> set(handle, dataset, fileDigest, cap, unit));
        log.run();
        return set;
    }

    private Budget set(Handle handle, String dataset, String fileDigest, BigDecimal cap, String unit) {
        LedgerRows rows = new LedgerRows(handle);
        Optional<Budget> newest = rows.budget(dataset);
        Optional<Budget> ofFile = rows.budgetOfFile(fileDigest);
        boolean same = newest.isPresent() && newest.equals(ofFile);
        if (ofFile.isPresent() && !same) throw LedgerErrors.registeredElsewhere(ofFile.get());
        if (!same) {
            int epoch = newest.map(b -> b.epoch() + 1).orElse(1);
            Budget fresh = new Budget(dataset, epoch, fileDigest, unit, cap, salt());
            rows.insert(fresh);
            add(handle, caller.actor(), "budget.set", fresh.object(), "", LedgerCheck.digest(fresh.toJson()));
            return fresh;
        }
        Budget old = newest.orElseThrow();
        if (!old.unit().equals(unit)) throw LedgerErrors.unitChanged(old);
        BigDecimal spent = rows.spent(old);
        if (cap.compareTo(spent) < 0) throw LedgerErrors.belowSpent(cap, spent);
        Budget changed = new Budget(dataset, old.epoch(), fileDigest, unit, cap, old.salt());
        rows.cap(changed);
        add(
                handle,
                caller.actor(),
                "budget.set",
                changed.object(),
                LedgerCheck.digest(old.toJson()),
                LedgerCheck.digest(changed.toJson()));
        return changed;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Refusals are recorded. Kinds: {@code CND-L005} not registered, {@code CND-L006} other bytes than registered, {@code
     * CND-L007} another unit or change than registered, {@code CND-L008} over the cap. {@code CND-L001} for an ε that is not
     * positive and sane.
     */
    @Override
    public Receipt reserve(Charge charge) {
        BigDecimal epsilon = sane(charge.epsilon());
        if (charge.principal().isBlank()
                || charge.principal().length() > 200
                || charge.dataset().length() > 100) {
            throw LedgerErrors.malformed("the principal or the data set is blank or too long");
        }
        Outcome outcome = store.inTransaction(handle -> decide(handle, charge, epsilon));
        log.run();
        if (outcome.refusal().isPresent()) throw outcome.refusal().get();
        return outcome.receipt().orElseThrow();
    }

    /** One of the two. A refusal is returned, not thrown, because throwing would undo its record. */
    private record Outcome(Optional<Receipt> receipt, Optional<CandorException> refusal) {}

    private Outcome decide(Handle handle, Charge charge, BigDecimal epsilon) {
        LedgerRows rows = new LedgerRows(handle);
        Optional<Budget> registered = rows.budget(charge.dataset());
        if (registered.isEmpty()) return refuse(handle, charge, epsilon, LedgerErrors.notRegistered(charge));
        Budget budget = registered.get();
        if (!budget.fileDigest().equals(charge.fileDigest())) {
            return refuse(handle, charge, epsilon, LedgerErrors.otherBytes(charge));
        }
        if (!budget.unit().equals(charge.unit()) || !charge.protectedChange().equals(LedgerErrors.ADD_REMOVE)) {
            return refuse(handle, charge, epsilon, LedgerErrors.otherUnit(budget));
        }
        BigDecimal before = rows.spent(budget);
        BigDecimal spent = before.add(epsilon);
        if (spent.compareTo(budget.epsilon()) > 0) {
            return refuse(
                    handle,
                    charge,
                    epsilon,
                    LedgerErrors.overCap(budget, epsilon, budget.epsilon().subtract(before)));
        }
        BudgetCharge draft = new BudgetCharge(
                0,
                budget.dataset(),
                budget.epoch(),
                charge.principal(),
                charge.unit(),
                charge.protectedChange(),
                charge.mechanism(),
                epsilon,
                BudgetCharge.RESERVED,
                salt());
        long id = rows.insert(draft);
        BudgetCharge reserved = rows.charge(id).orElseThrow();
        add(
                handle,
                charge.principal(),
                "budget.reserved",
                reserved.object(),
                "",
                LedgerCheck.digest(reserved.toJson()));
        return new Outcome(
                Optional.of(new Receipt(id, budget.dataset(), budget.epoch(), spent, budget.epsilon())),
                Optional.empty());
    }

    private Outcome refuse(Handle handle, Charge charge, BigDecimal epsilon, CandorException why) {
        BudgetRefusal draft = new BudgetRefusal(
                0,
                charge.dataset(),
                charge.principal(),
                charge.mechanism(),
                epsilon.toPlainString(),
                why.code(),
                salt());
        long id = new LedgerRows(handle).insert(draft);
        BudgetRefusal refusal = new BudgetRefusal(
                id, draft.dataset(), draft.principal(), draft.mechanism(), draft.epsilon(), draft.code(), draft.salt());
        add(handle, charge.principal(), "budget.refused", refusal.object(), "", LedgerCheck.digest(refusal.toJson()));
        return new Outcome(Optional.empty(), Optional.of(why));
    }

    @Override
    public void spent(Receipt receipt) {
        store.inTransaction(handle -> {
            LedgerRows rows = new LedgerRows(handle);
            BudgetCharge charge = rows.charge(receipt.id())
                    .filter(c -> c.dataset().equals(receipt.dataset()) && c.epoch() == receipt.epoch())
                    .orElseThrow(() -> new IllegalArgumentException("no charge " + receipt.id()));
            if (charge.state().equals(BudgetCharge.SPENT)) return 0;
            BudgetCharge spent = charge.with(BudgetCharge.SPENT);
            rows.state(spent);
            add(
                    handle,
                    spent.principal(),
                    "budget.spent",
                    spent.object(),
                    LedgerCheck.digest(charge.toJson()),
                    LedgerCheck.digest(spent.toJson()));
            return 1;
        });
        log.run();
    }

    /** @throws CandorException {@code CND-L009} if no data set of that name is registered */
    public BudgetStatement show(String dataset) {
        return Optional.ofNullable(statements().get(dataset))
                .orElseThrow(() -> CandorException.user(
                        "CND-L009",
                        "no data set '" + dataset + "' has a budget",
                        "a registered name",
                        "register it with 'candor privacy budget set --dataset NAME --data FILE --epsilon E'"));
    }

    /** Every registered data set's newest epoch, by name. */
    public Map<String, BudgetStatement> statements() {
        return store.read(handle -> {
            LedgerRows rows = new LedgerRows(handle);
            Map<String, BudgetStatement> statements = new LinkedHashMap<>();
            List<BudgetRefusal> refusals = rows.refusals();
            for (Budget budget : rows.budgets()) {
                List<BudgetRefusal> own = refusals.stream()
                        .filter(r -> r.dataset().equals(budget.dataset()))
                        .toList();
                statements.put(budget.dataset(), new BudgetStatement(budget, rows.charges(budget), own));
            }
            return statements;
        });
    }

    /** For {@code trail verify}: holds the ledger's rows to the log. */
    public static Function<Store, RowCheck> rowCheck() {
        return store -> {
            store.migrate(SCHEMA);
            return new LedgerCheck(store);
        };
    }

    private void add(Handle handle, String actor, String action, String object, String before, String after) {
        Caller who = new Caller(actor, caller.request());
        store.outbox().add(handle, TrailEntry.by(who, clock.instant(), action, object, before, after));
    }

    private String salt() {
        byte[] bytes = new byte[16];
        salts.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static BigDecimal amount(String text) {
        try {
            return sane(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            throw LedgerErrors.malformed("epsilon '" + text + "' is not a number")
                    .causedBy(e);
        }
    }

    private static BigDecimal sane(BigDecimal epsilon) {
        boolean inRange = epsilon.signum() > 0
                && epsilon.compareTo(HIGHEST) <= 0
                && epsilon.compareTo(BigDecimal.ONE.movePointLeft(MOST_DECIMALS)) >= 0;
        BigDecimal plain = inRange ? epsilon.stripTrailingZeros() : BigDecimal.ZERO;
        if (!inRange || plain.scale() > MOST_DECIMALS) throw LedgerErrors.malformed("epsilon is out of range");
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
