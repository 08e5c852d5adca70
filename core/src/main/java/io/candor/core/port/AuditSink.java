package io.candor.core.port;

/** Takes what changed state; an entry is in the log before the change is acknowledged. */
@FunctionalInterface
public interface AuditSink {
    /**
     * @param action for example {@code run.finished}
     * @param object what it was done to, for example {@code run:<id>}
     * @param before digest of the state before; empty if there was none
     * @param after digest of the state after; empty if there is none
     */
    void record(String action, String object, String before, String after);
}
