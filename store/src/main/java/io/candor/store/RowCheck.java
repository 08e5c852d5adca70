package io.candor.store;

import java.util.List;
import java.util.Map;

/** A room's check of its rows against the log and the blobs: the database is an index, the log is the truth. */
@FunctionalInterface
public interface RowCheck {
    /**
     * Something that does not verify.
     *
     * @param where file, row or entry
     * @param what in words
     */
    record Problem(String where, String what) {}

    /**
     * @param log every entry of the log, by object, oldest first
     * @return what does not agree; empty if all does
     */
    List<Problem> check(Map<String, List<TrailEntry>> log);
}
