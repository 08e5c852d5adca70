package io.candor.core.port;

/** Told of the progress of long work, from any thread. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (stage, done, detail) -> {};

    /**
     * @param stage what is being done, for people
     * @param done from 0 to 1; NaN if unknown
     * @param detail a short remark, may be empty
     */
    void report(String stage, double done, String detail);
}
