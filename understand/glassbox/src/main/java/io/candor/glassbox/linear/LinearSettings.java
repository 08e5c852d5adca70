package io.candor.glassbox.linear;

import io.candor.core.CandorException;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.glassbox.internal.settings.SettingTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Settings of a linear model. The penalty is λ (α ‖β‖₁ + ½ (1 − α) ‖β‖₂²) on coefficients of standardised columns.
 *
 * @param alpha 1 is the lasso, 0 is ridge
 * @param lambda the penalty, 0 for none; empty for cross-validation
 * @param lambdas how many penalties to cross-validate
 * @param folds of cross-validation, at least 2
 * @param oneStandardError take the largest λ within one standard error of the best
 * @param intervals of coefficients
 */
public record LinearSettings(
        double alpha, OptionalDouble lambda, int lambdas, int folds, boolean oneStandardError, Intervals intervals) {
    /** Ridge with a breath of lasso keeps correlated levels together and still leaves idle ones out. */
    public static final LinearSettings DEFAULT =
            new LinearSettings(0.5, OptionalDouble.empty(), 100, 10, false, Intervals.AUTO);

    /** How intervals of coefficients are made; for a penalised fit all of them are of the debiased estimate. */
    public enum Intervals {
        /** Sandwich with weights, else Wald. */
        AUTO,
        /** From the curvature of the likelihood. */
        WALD,
        /** Valid also where the variance is not what the model says. */
        SANDWICH,
        /** None. */
        NONE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws CandorException {@code CND-G002} if a setting is out of its range */
    public LinearSettings {
        SettingTexts.range("alpha", alpha, 0, 1);
        lambda.ifPresent(l -> SettingTexts.range("lambda", l, 0, 1e12));
        SettingTexts.range("lambdas", lambdas, 1, 10_000);
        SettingTexts.range("folds", folds, 2, 1_000);
    }

    /**
     * These settings with some changed.
     *
     * @param changes {@code alpha}, {@code lambda} (a number or {@code cv}), {@code lambdas}, {@code folds}, {@code select}
     *     ({@code min} or {@code 1se}), {@code intervals} ({@code auto}, {@code wald}, {@code sandwich}, {@code none}) to text
     * @throws CandorException {@code CND-G001} for an unknown name, {@code CND-G002} for a value that does not fit
     */
    public LinearSettings with(Map<String, String> changes) {
        SettingTexts all = texts().with(changes, "a linear model");
        boolean chosen = !all.text("lambda").equals("cv");
        return new LinearSettings(
                all.number("alpha"),
                chosen ? OptionalDouble.of(all.number("lambda")) : OptionalDouble.empty(),
                all.integer("lambdas"),
                all.integer("folds"),
                all.choice("select", List.of("min", "1se")).equals("1se"),
                Intervals.valueOf(all.choice("intervals", List.of("auto", "wald", "sandwich", "none"))
                        .toUpperCase(Locale.ROOT)));
    }

    /** All settings by name. */
    public Json.Obj toJson() {
        return texts().toJson();
    }

    private SettingTexts texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("alpha", EcmaNumber.format(alpha));
        texts.put("lambda", lambda.isPresent() ? EcmaNumber.format(lambda.getAsDouble()) : "cv");
        texts.put("lambdas", Integer.toString(lambdas));
        texts.put("folds", Integer.toString(folds));
        texts.put("select", oneStandardError ? "1se" : "min");
        texts.put("intervals", intervals.label());
        return new SettingTexts(texts);
    }
}
