package io.candor.xgboost.internal;

import io.candor.core.CandorException;
import java.util.Optional;
import java.util.concurrent.Callable;
import ml.dmlc.xgboost4j.java.DMatrix;

/** Whether XGBoost's native library is there: Linux and macOS on x86-64 and arm64, Windows on x86-64. */
public final class NativeLibrary {
    private NativeLibrary() {}

    /** Loads the library on the first call. */
    public static Optional<CandorException> unavailable() {
        return unavailable(() -> {
            new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose();
            return true;
        });
    }

    /** @param probe works if the library does */
    static Optional<CandorException> unavailable(Callable<Boolean> probe) {
        try {
            probe.call();
            return Optional.empty();
        } catch (Exception | LinkageError e) { // whatever it is: nothing can be trained
            Throwable cause = e;
            while (cause.getCause() != null) cause = cause.getCause();
            return Optional.of(CandorException.failure(
                            "CND-B003",
                            "XGBoost's native library can't be loaded (" + cause.getMessage() + ")",
                            "Linux or macOS on x86-64 or arm64, or Windows on x86-64, with OpenMP (libgomp1)",
                            "train another algorithm, or train elsewhere: a trained model needs no library")
                    .causedBy(e));
        }
    }
}
