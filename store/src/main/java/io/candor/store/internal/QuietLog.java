package io.candor.store.internal;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.jspecify.annotations.Nullable;

/** Flyway's warnings, to the platform's logger; its errors are thrown and told once. Named in the configuration, made by Flyway. */
public final class QuietLog implements LogCreator {
    @Override
    public Log createLogger(Class<?> type) {
        return new Quiet(System.getLogger(type.getName()));
    }

    private record Quiet(System.Logger logger) implements Log {
        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public void debug(@Nullable String message) {}

        @Override
        public void info(@Nullable String message) {}

        @Override
        public void notice(@Nullable String message) {}

        @Override
        public void warn(@Nullable String message) {
            logger.log(System.Logger.Level.WARNING, message);
        }

        @Override
        public void error(@Nullable String message) {} // the exception says it too

        @Override
        public void error(@Nullable String message, @Nullable Exception e) {}
    }
}
