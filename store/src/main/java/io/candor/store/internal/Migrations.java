package io.candor.store.internal;

import io.candor.core.CandorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteDataSource;

/**
 * Brings a room's tables to the version that this program knows. Flyway does the work, under the caller's lock; where the
 * history table already shows that version Flyway is not even loaded, which makes opening a store cheap.
 */
public final class Migrations {
    private final Path file;

    public Migrations(Path file) {
        this.file = file;
    }

    /** The newest version in a history table; 0 if there is none. */
    public int version(Connection connection, String historyTable) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery(
                    "select count(*) from sqlite_master where type = 'table' and name = '" + historyTable + "'")) {
                if (!table.next() || table.getInt(1) == 0) return 0;
            }
            try (ResultSet newest = statement.executeQuery(
                    "select max(cast(version as integer)) from " + historyTable + " where success = 1")) {
                return newest.next() ? newest.getInt(1) : 0;
            }
        }
    }

    /** Makes an empty WAL database beside its place and moves it there, so that nobody sees it half made. */
    public void create() throws SQLException, IOException {
        Path fresh = file.resolveSibling("candor.db.new");
        Files.deleteIfExists(fresh);
        try (Connection connection = Connections.source(fresh, false).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal"); // the mode is kept in the file
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    public void migrate(String room, String historyTable) {
        SQLiteDataSource source = Connections.source(file, false);
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .loggers(QuietLog.class.getName())
                    .dataSource(source)
                    .locations("classpath:db/" + room)
                    .table(historyTable)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            RuntimeException explained = DatabaseErrors.explain(file, e);
            if (explained != e) throw explained;
            throw CandorException.failure(
                            "CND-S010",
                            "the tables of '" + room + "' in " + file + " could not be brought up to date",
                            "a database whose tables were made by Candor alone",
                            "restore candor.db from a backup, or report this with the output of -v")
                    .causedBy(e);
        }
    }
}
