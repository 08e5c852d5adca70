package io.candor.core.port;

/** When to stop. Whatever stops records at which step it did, so that it can be replayed without a clock. */
@FunctionalInterface
public interface Deadline {
    /** Never. */
    Deadline NEVER = () -> false;

    boolean passed();
}
