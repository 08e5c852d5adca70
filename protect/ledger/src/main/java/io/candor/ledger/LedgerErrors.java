package io.candor.ledger;

import io.candor.core.CandorException;
import io.candor.core.port.BudgetLedger;
import java.math.BigDecimal;

/** What the ledger says when it refuses. Nothing here depends on what the data holds. */
final class LedgerErrors {
    static final String ADD_REMOVE = "add-remove";

    private LedgerErrors() {}

    static CandorException malformed(String problem) {
        return CandorException.user(
                "CND-L001",
                problem,
                "a name of letters, digits, dots and dashes; unit 'row'; epsilon above 0 and at most 1000, at most 12 decimals",
                "for example --dataset adult --epsilon 1.0");
    }

    static CandorException registeredElsewhere(Budget other) {
        return CandorException.user(
                "CND-L002",
                "this file is registered already, as '" + other.dataset() + "' epoch " + other.epoch(),
                "one budget for one file: a second one would answer twice as much as the first allows",
                "use that name");
    }

    static CandorException belowSpent(BigDecimal cap, BigDecimal spent) {
        return CandorException.user(
                "CND-L003",
                "the cap " + cap.toPlainString() + " is below what is spent already, " + spent.toPlainString(),
                "a cap that covers the answers given so far: they can't be taken back",
                "set it to " + spent.toPlainString() + " to allow nothing more");
    }

    static CandorException unitChanged(Budget old) {
        return CandorException.user(
                "CND-L004",
                "the data set is registered with unit '" + old.unit() + "'",
                "one unit of protection for all answers about one file",
                "keep that unit");
    }

    static CandorException notRegistered(BudgetLedger.Charge charge) {
        return CandorException.budget(
                "CND-L005",
                "data set '" + charge.dataset() + "' has no privacy budget",
                "a data set that its owner registered",
                "ask its owner to run 'candor privacy budget set --dataset " + charge.dataset() + " ...'");
    }

    static CandorException otherBytes(BudgetLedger.Charge charge) {
        return CandorException.budget(
                "CND-L006",
                "the file is not the one that is registered as '" + charge.dataset() + "'",
                "the same bytes as when the budget was set",
                "use that file, or have the owner register the new one, which starts a new epoch");
    }

    static CandorException otherUnit(Budget budget) {
        return CandorException.budget(
                "CND-L007",
                "the question protects something else than the budget does",
                "unit '" + budget.unit() + "', change '" + ADD_REMOVE + "'",
                "ask with that unit and change");
    }

    static CandorException overCap(Budget budget, BigDecimal epsilon, BigDecimal left) {
        return CandorException.budget(
                "CND-L008",
                "the privacy budget of '" + budget.dataset() + "' refuses epsilon " + epsilon.toPlainString(),
                "at most "
                        + (left.signum() == 0 ? "0" : left.stripTrailingZeros().toPlainString()) + " of "
                        + budget.epsilon().toPlainString() + " is left",
                "ask with a smaller epsilon, or have the owner raise the cap");
    }
}
