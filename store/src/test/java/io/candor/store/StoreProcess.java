package io.candor.store;

import java.nio.file.Path;

/** Another process: opens the store, adds notes, says how long opening took. Arguments: folder, name, how many. */
final class StoreProcess {
    private StoreProcess() {}

    public static void main(String[] args) {
        long start = System.nanoTime();
        try (Store store = Store.open(Path.of(args[0]))) {
            store.migrate(Samples.SCHEMA);
            System.out.println("opened in " + (System.nanoTime() - start) / 1_000_000 + " ms");
            for (int i = 0; i < Integer.parseInt(args[2]); i++) Samples.add(store, args[1] + i);
        }
    }
}
