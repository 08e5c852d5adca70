package io.candor.glassbox.internal.settings;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All settings of one algorithm by name, as texts, in order. */
public record SettingTexts(Map<String, String> texts) {
    private static final String NUMBER = "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?";

    public SettingTexts {
        texts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /**
     * These with some changed.
     *
     * @param algorithm with its article, for messages
     * @throws CandorException {@code CND-G001} for an unknown name
     */
    public SettingTexts with(Map<String, String> changes, String algorithm) {
        Map<String, String> all = new LinkedHashMap<>(texts);
        for (Map.Entry<String, String> change : changes.entrySet()) {
            if (all.replace(change.getKey(), change.getValue().trim()) == null) {
                throw CandorException.user(
                        "CND-G001",
                        algorithm + " has no setting '" + change.getKey() + "'",
                        "one of " + String.join(", ", all.keySet()),
                        Suggestions.remedy(change.getKey(), all.keySet()));
            }
        }
        return new SettingTexts(all);
    }

    /** Numbers as numbers, the rest as texts. */
    public Json.Obj toJson() {
        Json.Builder json = Json.object();
        texts.forEach((name, text) -> {
            if (text.matches(NUMBER)) json.put(name, Double.parseDouble(text));
            else json.put(name, text);
        });
        return json.build();
    }

    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** @throws CandorException {@code CND-G002} if it is not a whole number */
    public int integer(String name) {
        String text = text(name);
        if (!text.matches("[+-]?[0-9]{1,9}")) throw bad(name, text, "a whole number");
        return Integer.parseInt(text);
    }

    /** @throws CandorException {@code CND-G002} if it is not a number */
    public double number(String name) {
        String text = text(name);
        if (!text.matches(NUMBER)) throw bad(name, text, "a number");
        return Double.parseDouble(text);
    }

    /** @throws CandorException {@code CND-G002} if it is none of the choices */
    public String choice(String name, List<String> choices) {
        String text = text(name);
        if (!choices.contains(text)) throw bad(name, text, "one of " + String.join(", ", choices));
        return text;
    }

    /** @throws CandorException {@code CND-G002} outside [low, high] */
    public static void range(String name, double value, double low, double high) {
        if (value >= low && value <= high) return;
        String shown = Double.isNaN(value) || Double.isInfinite(value) ? "not finite" : EcmaNumber.format(value);
        throw bad(name, shown, "from " + EcmaNumber.format(low) + " to " + EcmaNumber.format(high));
    }

    /** The error for a value that does not fit. */
    public static CandorException bad(String name, String value, String expected) {
        return CandorException.user(
                "CND-G002", "the setting " + name + " is '" + value + "'", "it must be " + expected, "change it");
    }
}
