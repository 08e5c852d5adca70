package io.candor.store.internal;

import io.candor.core.CandorException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what the database driver says into errors that a person can act on. */
public final class DatabaseErrors {
    private DatabaseErrors() {}

    /** A coded error if the cause is the database file or its machine; else the exception itself, a defect of ours. */
    public static RuntimeException explain(Path file, RuntimeException e) {
        SQLiteException cause = sqlite(e);
        if (cause == null) return e;
        return switch (SQLiteErrorCode.getErrorCode(cause.getResultCode().code & 0xff)) {
            case SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_FORMAT ->
                CandorException.integrity(
                                "CND-S003",
                                file + " is damaged or is not a database",
                                "an SQLite file written by Candor",
                                "restore it from a backup; the trail and the blobs beside it are whole by themselves")
                        .causedBy(e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                CandorException.failure(
                                "CND-S004",
                                "the store is busy: another process holds " + file.getFileName(),
                                "a lock that is free within a minute",
                                "wait for the other command to end, then try again")
                        .causedBy(e);
            case SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                CandorException.failure(
                                "CND-S006",
                                "cannot read or write " + file,
                                "a local disk that can be written, with free space",
                                "free some space or check permissions; nothing of the last step was kept")
                        .causedBy(e);
            default -> e;
        };
    }

    private static @Nullable SQLiteException sqlite(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) if (t instanceof SQLiteException s) return s;
        return null;
    }
}
