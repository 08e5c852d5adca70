package io.candor.glassbox;

import io.candor.core.json.EcmaNumber;
import io.candor.glassbox.internal.settings.SettingTexts;
import java.util.Locale;

/**
 * What an EBM minimises. As text: the kind, and for some a parameter, {@code tweedie_deviance:variance_power=1.5}.
 *
 * @param parameter of Tweedie the variance power, between 1 and 2; of pseudo-Huber the δ; of quantile the α; else 0
 */
public record EbmObjective(Kind kind, double parameter) {
    /** Kinds, with their links. */
    public enum Kind {
        /** Log loss for classes, squared error for numbers. */
        AUTO(""),
        /** Of two or more classes; logit or softmax. */
        LOG_LOSS(""),
        /** Squared error; identity. */
        RMSE(""),
        /** Of counts, not negative; log. */
        POISSON_DEVIANCE(""),
        /** Of positive amounts; log. */
        GAMMA_DEVIANCE(""),
        /** Of amounts, many of which may be 0; log. */
        TWEEDIE_DEVIANCE("variance_power"),
        /** Squared near 0, absolute far from it (Charbonnier et al. 1997); identity. */
        PSEUDO_HUBER("delta"),
        /** Pinball loss (Koenker & Bassett 1978); identity. */
        QUANTILE("alpha");

        private final String parameter;

        Kind(String parameter) {
            this.parameter = parameter;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        private double usual() {
            return switch (this) {
                case TWEEDIE_DEVIANCE -> 1.5;
                case PSEUDO_HUBER -> 1;
                case QUANTILE -> 0.5;
                default -> 0;
            };
        }
    }

    public static final EbmObjective AUTO = of(Kind.AUTO);

    /** @throws io.candor.core.CandorException {@code CND-G002} if the parameter is out of its range */
    public EbmObjective {
        boolean good = switch (kind) {
            case TWEEDIE_DEVIANCE -> parameter > 1 && parameter < 2;
            case PSEUDO_HUBER -> parameter > 0 && parameter < Double.POSITIVE_INFINITY;
            case QUANTILE -> parameter > 0 && parameter < 1;
            default -> parameter == 0;
        };
        if (!good) {
            throw SettingTexts.bad(
                    "objective",
                    kind.label() + ":" + kind.parameter + "=" + parameter,
                    "a variance power between 1 and 2, a delta above 0, an alpha between 0 and 1");
        }
    }

    /** With the usual parameter: variance power 1.5, δ 1, α 0.5. */
    public static EbmObjective of(Kind kind) {
        return new EbmObjective(kind, kind.usual());
    }

    static EbmObjective parse(String text) {
        String[] parts = text.split("[:=]", -1);
        for (Kind kind : Kind.values()) {
            if (!parts[0].equals(kind.label())) continue;
            if (parts.length == 1) return of(kind);
            boolean named = parts.length == 3 && !kind.parameter.isEmpty() && parts[1].equals(kind.parameter);
            if (!named || !parts[2].matches("[0-9]*\\.?[0-9]+([eE][+-]?[0-9]{1,3})?")) break;
            return new EbmObjective(kind, Double.parseDouble(parts[2]));
        }
        throw SettingTexts.bad(
                "objective",
                text,
                "one of auto, log_loss, rmse, poisson_deviance, gamma_deviance, tweedie_deviance:variance_power=1.5,"
                        + " pseudo_huber:delta=1, quantile:alpha=0.5");
    }

    String text() {
        if (kind.parameter.isEmpty()) return kind.label();
        return kind.label() + ":" + kind.parameter + "=" + EcmaNumber.format(parameter);
    }
}
