package io.candor.glassbox;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.glassbox.internal.Feature;
import io.candor.glassbox.internal.settings.SettingTexts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What settings say of inputs by name, checked against the names that there are. */
final class TermNames {
    private final List<String> columns;
    private final EbmSettings settings;

    /** @throws CandorException {@code CND-G016} if a setting names what is no input, or leaves none */
    TermNames(List<String> columns, EbmSettings settings) {
        this.columns = columns;
        this.settings = settings;
        settings.types().keySet().forEach(c -> known("type." + c, c));
        settings.monotone().keySet().forEach(c -> known("monotone." + c, c));
        for (List<String> term : settings.exclude().terms()) for (String c : term) known("exclude", c);
        for (List<String> term : settings.interactions().named().terms()) {
            for (String c : term) {
                known("interactions", c);
                if (!isInput(c)) throw unfit(c, "is ignored and named in an interaction");
                if (settings.monotone().containsKey(c)) throw unfit(c, "is monotone and named in an interaction");
            }
            if (new HashSet<>(term).size() < term.size()) {
                throw SettingTexts.bad("interactions", settings.interactions().text(), "terms that name an input once");
            }
        }
        if (columns.stream().noneMatch(this::isInput)) {
            throw CandorException.user(
                    "CND-G016", "every input is ignored", "at least one to learn from", "change a setting type.NAME");
        }
    }

    boolean isInput(String column) {
        InputType type = settings.types().get(column);
        return type == null || type.kind() != InputType.Kind.IGNORE;
    }

    /** Terms that are not learnt, as sets of names. */
    Set<Set<String>> excluded() {
        Set<Set<String>> excluded = new HashSet<>();
        for (List<String> term : settings.exclude().terms()) excluded.add(Set.copyOf(term));
        return excluded;
    }

    /** The interactions that are named, as ascending indices, each once. */
    List<int[]> interactions(List<Feature> features) {
        List<String> names = features.stream().map(f -> f.input().name()).toList();
        List<int[]> found = new ArrayList<>();
        Set<Set<String>> seen = new HashSet<>();
        for (List<String> term : settings.interactions().named().terms()) {
            if (!seen.add(Set.copyOf(term))) continue;
            found.add(term.stream().mapToInt(names::indexOf).sorted().toArray());
        }
        return found;
    }

    private void known(String setting, String column) {
        if (columns.contains(column)) return;
        throw CandorException.user(
                "CND-G016",
                "the setting " + setting + " names '" + column + "', which is no input",
                "names of inputs",
                Suggestions.remedy(column, columns));
    }

    private static CandorException unfit(String column, String what) {
        return CandorException.user(
                "CND-G016", "'" + column + "' " + what, "one or the other", "change one of the settings");
    }
}
