package io.candor.xgboost.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.CandorException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {
    @Test
    void aLibraryThatIsNotThereIsAnErrorWithACode() {
        Callable<Boolean> linking = () -> {
            throw new UnsatisfiedLinkError("libgomp.so.1");
        };
        Callable<Boolean> initialising = () -> {
            throw new ExceptionInInitializerError(new RuntimeException("no such platform"));
        };
        CandorException error = NativeLibrary.unavailable(linking).orElseThrow();
        assertThat(error.code()).isEqualTo("CND-B003");
        assertThat(error).hasMessageContaining("libgomp.so.1");
        assertThat(NativeLibrary.unavailable(initialising).orElseThrow()).hasMessageContaining("no such platform");
        assertThat(NativeLibrary.unavailable(() -> true)).isEmpty();
    }
}
