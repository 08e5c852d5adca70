package io.candor.io.internal.xgboost;

import java.io.IOException;

/** A document of objects, lists and scalars, token by token, whatever its syntax. Not thread-safe. */
interface Tokens {
    /** What stands at the current place. */
    enum Kind {
        OBJECT,
        /** A member's name; its value follows. */
        NAME,
        OBJECT_END,
        LIST,
        LIST_END,
        TEXT,
        NUMBER,
        TRUE,
        FALSE,
        NULL,
        /** Nothing follows. */
        END
    }

    /**
     * The next token.
     *
     * @throws IllegalArgumentException if the document is damaged or passes a limit
     */
    Kind next() throws IOException;

    /** The token that {@link #next} gave last. */
    Kind kind();

    /** The current name or text. */
    String text() throws IOException;

    /** The current number. */
    double number() throws IOException;

    /** The current number, rounded once. */
    float real() throws IOException;
}
