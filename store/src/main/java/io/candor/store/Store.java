package io.candor.store;

import io.candor.core.CandorException;
import io.candor.core.file.AtomicFile;
import io.candor.store.internal.Connections;
import io.candor.store.internal.DatabaseErrors;
import io.candor.store.internal.Migrations;
import io.candor.store.internal.StoreLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A folder with {@code candor.db} (SQLite, write-ahead log, durable at commit), {@code blobs/}, {@code trail/} and
 * {@code keys/}. Several processes may have it open. Thread-safe.
 *
 * <pre>{@code
 * try (Store store = Store.open(Path.of("candor-store"))) {
 *     store.migrate(new RoomSchema("ledger", 1));
 *     store.inTransaction(handle -> {
 *         handle.execute("insert ...");
 *         return store.outbox().add(handle, entry);
 *     });
 * }
 * }</pre>
 */
public final class Store implements AutoCloseable {
    private static final RoomSchema OWN = new RoomSchema("store", 1);

    private final Path folder;
    private final Path file;
    private final Connections writers;
    private final Connections readers;
    private final Jdbi writing;
    private final Jdbi reading;
    private final ReentrantLock oneWriter = new ReentrantLock(true);
    private final Blobs blobs;
    private final Outbox outbox;

    private Store(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("candor.db");
        this.writers = new Connections(file, false);
        this.readers = new Connections(file, true);
        this.writing = Jdbi.create(writers);
        this.reading = Jdbi.create(readers);
        this.blobs = new Blobs(folder);
        this.outbox = new Outbox(this);
    }

    /**
     * Opens a store, made if it is not there.
     *
     * @throws CandorException {@code CND-S001} if the folder can't be made or written, {@code CND-S003} if its database is
     *     damaged, {@code CND-S005} if a newer Candor wrote it
     */
    public static Store open(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            for (String part : new String[] {"blobs", "trail", "keys"}) {
                Files.createDirectories(absolute.resolve(part));
            }
        } catch (IOException e) {
            throw CandorException.user(
                            "CND-S001",
                            "cannot make a store in " + folder,
                            "a folder that can be written",
                            "choose another with --store or $CANDOR_STORE")
                    .causedBy(e);
        }
        return opened(absolute);
    }

    /** Opens a store that must be there: {@code CND-S002} if not. */
    public static Store openExisting(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!Files.isRegularFile(absolute.resolve("candor.db"))) {
            throw CandorException.user(
                    "CND-S002",
                    "there is no store in " + folder,
                    "a folder with candor.db in it",
                    "name it with --store or $CANDOR_STORE, or make one with 'candor run'");
        }
        return opened(absolute);
    }

    private static Store opened(Path folder) {
        Store store = new Store(folder);
        try {
            store.migrate(OWN);
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Brings a room's tables up to date. Cheap when they are. */
    public void migrate(RoomSchema schema) {
        try {
            if (Files.exists(file) && current(schema)) return;
            locked("store", () -> {
                if (Files.exists(file) && current(schema)) return 0;
                Migrations migrations = new Migrations(file);
                if (!Files.exists(file)) create(migrations);
                migrations.migrate(schema.room(), schema.historyTable());
                return 0;
            });
        } catch (RuntimeException e) {
            throw DatabaseErrors.explain(file, e);
        }
    }

    private void create(Migrations migrations) {
        try {
            migrations.create();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    private boolean current(RoomSchema schema) {
        int version;
        try {
            Connection connection = readers.openConnection();
            try {
                version = new Migrations(file).version(connection, schema.historyTable());
            } finally {
                readers.closeConnection(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (version > schema.version()) {
            throw CandorException.user(
                    "CND-S005",
                    "the store " + folder + " was written by a newer Candor ('" + schema.room() + "' is at version "
                            + version + ")",
                    "version " + schema.version() + " or older",
                    "use that newer Candor, or another store with --store");
        }
        return version == schema.version();
    }

    /**
     * Changes something: all of it is durable when this returns, or none of it happened. Holds the store's write lock, so keep
     * it short.
     *
     * @throws IllegalStateException if called within another transaction: hand its handle on instead
     */
    public <R> R inTransaction(Function<Handle, R> work) {
        if (oneWriter.isHeldByCurrentThread()) throw new IllegalStateException("transactions do not nest");
        oneWriter.lock();
        try {
            return writing.inTransaction(work::apply);
        } catch (RuntimeException e) {
            throw DatabaseErrors.explain(file, e);
        } finally {
            oneWriter.unlock();
        }
    }

    /** Reads from one consistent state; statements that write are refused. */
    public <R> R read(Function<Handle, R> work) {
        try {
            return reading.inTransaction(work::apply);
        } catch (RuntimeException e) {
            throw DatabaseErrors.explain(file, e);
        }
    }

    /** Runs while no other thread or process holds the lock of that name in this store. Not re-entrant. */
    public <R> R locked(String name, Supplier<R> work) {
        return StoreLock.of(folder.resolve(name + ".lock")).locked(work);
    }

    public Path folder() {
        return folder;
    }

    public Path trailFolder() {
        return folder.resolve("trail");
    }

    public Path keysFolder() {
        return folder.resolve("keys");
    }

    public Blobs blobs() {
        return blobs;
    }

    public Outbox outbox() {
        return outbox;
    }

    @Override
    public void close() {
        writers.close();
        readers.close();
    }
}
