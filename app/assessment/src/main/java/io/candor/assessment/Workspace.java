package io.candor.assessment;

import io.candor.audit.Trail;
import io.candor.ledger.Ledger;
import io.candor.registry.Registry;
import io.candor.store.Caller;
import io.candor.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;

/** An open store with its trail, ledger and registry. One at a time per command; closing it releases the store. */
public record Workspace(Store store, Trail trail, Ledger ledger, Registry registry, InstantSource clock, Caller caller)
        implements AutoCloseable {
    /** Opens the store, made if it is not there. */
    public static Workspace open(Path folder, InstantSource clock, Caller caller) {
        Store store = Store.open(folder);
        try {
            Trail trail = Trail.open(store, clock, caller);
            return new Workspace(
                    store,
                    trail,
                    new Ledger(store, clock, caller, trail::flush),
                    new Registry(store, trail),
                    clock,
                    caller);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
