package io.candor.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jdbi.v3.core.ConnectionFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Connections to one SQLite file, kept open for the next use. Thread-safe; a connection is used by one thread at a time. */
public final class Connections implements ConnectionFactory, AutoCloseable {
    private static final int BUSY_MILLIS = 60_000;

    private final SQLiteDataSource source;
    private final boolean readOnly;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** @param readOnly whether statements that write are refused; else transactions take the write lock when they begin */
    public Connections(Path file, boolean readOnly) {
        this.source = source(file, readOnly);
        this.readOnly = readOnly;
    }

    /** Durable at commit (synchronous FULL); the file's WAL mode is set once, when it is created. */
    static SQLiteDataSource source(Path file, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setTransactionMode(
                readOnly ? SQLiteConfig.TransactionMode.DEFERRED : SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection kept = idle.pollFirst();
        if (kept != null) return kept;
        Connection fresh = source.getConnection();
        if (readOnly) {
            try (Statement statement = fresh.createStatement()) {
                statement.execute("pragma query_only = 1");
            }
        }
        return fresh;
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        if (closed || connection.isClosed()) connection.close();
        else idle.addFirst(connection);
    }

    @Override
    public void close() {
        closed = true;
        for (Connection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            try {
                kept.close();
            } catch (SQLException ignored) {
                // nothing is lost: whatever was committed is on disk
            }
        }
    }
}
