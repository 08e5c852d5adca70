package io.candor.glassbox.internal;

import io.candor.core.CandorException;
import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.model.Input;
import io.candor.glassbox.EbmSettings;
import io.candor.glassbox.InputType;
import io.candor.glassbox.InputType.Kind;

/**
 * Makes features of columns: numbers by {@link NumberCuts}, everything else by {@link Categories}. Where nothing learns
 * interactions their bins are those of the main effects, which costs nothing.
 */
public final class Binner {
    private final EbmSettings settings;

    public Binner(EbmSettings settings) {
        this.settings = settings;
    }

    /**
     * @throws CandorException {@code CND-G003} for text and instants, {@code CND-G006} for infinities, {@code CND-G010} for
     *     too many categories, {@code CND-G015} for a type that does not fit the column
     */
    public Feature bin(Column column) {
        InputType type = settings.types().getOrDefault(column.name(), InputType.AUTO);
        int monotone = settings.monotone().getOrDefault(column.name(), 0);
        boolean asNumber = type.kind() == Kind.AUTO || NumberCuts.makes(type.kind());
        if (column instanceof NumericColumn numbers && asNumber) return number(numbers, type, monotone);
        if (!(column instanceof NumericColumn
                || column instanceof CategoricalColumn
                || column instanceof BooleanColumn)) {
            throw CandorException.user(
                    "CND-G003",
                    "column '" + column.name() + "' holds " + column.type().label() + " values",
                    "an EBM learns from numbers, categories and booleans",
                    "drop the column, or make a number or a category of it");
        }
        if (NumberCuts.makes(type.kind())) {
            throw misfit(column.name(), "can't be cut like a number", "nominal, nominal_prevalence or ordinal");
        }
        if (monotone != 0 && type.kind() != Kind.ORDINAL) {
            throw misfit(column.name(), "has no order in which its effect could be monotone", "a number, or ordinal");
        }
        return category(column, type, monotone);
    }

    private Feature number(NumericColumn column, InputType type, int monotone) {
        NumberCuts cuts = new NumberCuts(column, type);
        Resolution main = cuts.resolution(settings.maxBins());
        Resolution pair = settings.interactions().none()
                        || settings.maxInteractionBins() >= main.bins().count()
                ? main
                : cuts.resolution(settings.maxInteractionBins());
        return new Feature(Input.number(column.name()), main, pair, false, monotone);
    }

    private Feature category(Column column, InputType type, int monotone) {
        Categories categories = Categories.of(column, type);
        Resolution main = categories.each();
        Resolution pair = settings.interactions().none()
                        || settings.maxInteractionBins() >= main.bins().count()
                ? main
                : categories.pooled(settings.maxInteractionBins(), type.kind() == Kind.ORDINAL);
        Input input = Input.category(column.name(), categories.levels());
        return new Feature(input, main, pair, type.kind() != Kind.ORDINAL, monotone);
    }

    static CandorException misfit(String column, String what, String expected) {
        return CandorException.user(
                "CND-G015", "column '" + column + "' " + what, expected, "set another type." + column + " or none");
    }
}
