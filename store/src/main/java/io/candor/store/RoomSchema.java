package io.candor.store;

/**
 * The tables of one room: SQL migrations {@code db/<room>/V<n>__<what>.sql} on the class path, with a history table of their
 * own, {@code flyway_<room>}.
 *
 * @param room lower-case name
 * @param version the highest migration that this program brings; a test of each room holds it to its files
 */
public record RoomSchema(String room, int version) {
    public RoomSchema {
        if (!room.matches("[a-z]{1,30}") || version < 1) throw new IllegalArgumentException(room + " " + version);
    }

    String historyTable() {
        return "flyway_" + room;
    }
}
