package io.candor.ledger;

import io.candor.core.CandorException;
import io.candor.store.Caller;
import io.candor.store.Store;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Another process that spends. Arguments: store, file digest, epsilon, tries, and {@code wait} to stay alive after the first
 * reservation. Prints how many were accepted.
 */
final class LedgerProcess {
    private LedgerProcess() {}

    public static void main(String[] args) throws IOException {
        int accepted = 0;
        try (Store store = Store.open(Path.of(args[0]))) {
            Ledger ledger = new Ledger(store, InstantSource.system(), Caller.of("test"), () -> {});
            for (int i = 0; i < Integer.parseInt(args[3]); i++) {
                try {
                    var receipt = ledger.reserve(LedgerTest.charge("adult", args[1], new BigDecimal(args[2])));
                    accepted++;
                    if (args.length > 4) {
                        System.out.println("reserved " + receipt.id());
                        System.in.read();
                    }
                    ledger.spent(receipt);
                } catch (CandorException e) {
                    if (e.kind() != CandorException.Kind.BUDGET) throw e;
                }
            }
        }
        System.out.println("accepted " + accepted);
    }
}
