package io.candor.explain.serving;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How reasons are given.
 *
 * @param favourable the class that a person hopes for; of a number {@code higher} or {@code lower}
 * @param count most reasons that are given
 * @param groups inputs that count as one, by name: one-hot columns of one question
 * @param texts templates by name of an input or group, with {@code {name}}, {@code {value}} and {@code {reference}} in them
 */
public record ReasonRules(String favourable, int count, Map<String, List<String>> groups, Map<String, String> texts) {
    /** As many as lenders in the United States are asked to give. */
    public static final int COUNT = 4;

    /** Of what has no template of its own. */
    public static final String TEXT = "{name} is {value}; typical of the reference is {reference}";

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    public ReasonRules {
        groups = new LinkedHashMap<>(groups);
        texts = new LinkedHashMap<>(texts);
    }

    /** Without groups or templates. */
    public static ReasonRules favouring(String favourable) {
        return new ReasonRules(favourable, COUNT, Map.of(), Map.of());
    }

    /**
     * @throws CandorException {@code CND-E022} for a class that the model has not, {@code CND-E023} for a group or template of no
     *     input, {@code CND-E024} for a placeholder that does not exist, {@code CND-E025} for a count out of range
     */
    void check(Model model) {
        List<String> outcomes = outcomes(model);
        if (!outcomes.contains(favourable)) {
            throw CandorException.user(
                    "CND-E022",
                    "'" + favourable + "' is no outcome of the model",
                    "one of " + String.join(", ", outcomes),
                    "name the outcome that a person hopes for");
        }
        if (count < 1 || count > 1000) {
            throw CandorException.user(
                    "CND-E025", count + " reasons can't be given", "1 to 1000", "four is what lenders give");
        }
        List<String> names = model.inputs().stream().map(Input::name).toList();
        Set<String> grouped = new HashSet<>();
        for (var group : groups.entrySet()) {
            for (String input : group.getValue()) {
                if (!names.contains(input)) throw noInput("the group '" + group.getKey() + "' holds", input, names);
                if (!grouped.add(input)) throw noInput("two groups hold", input, names);
            }
        }
        List<String> factors = new ArrayList<>(groups.keySet());
        for (String name : names) if (!grouped.contains(name)) factors.add(name);
        if (new HashSet<>(factors).size() < factors.size()) {
            throw noInput("a group has the name of the input", String.join(", ", groups.keySet()), names);
        }
        for (var text : texts.entrySet()) {
            if (!factors.contains(text.getKey())) throw noInput("a template is for", text.getKey(), factors);
            Matcher places = PLACE.matcher(text.getValue());
            while (places.find()) {
                if (Set.of("name", "value", "reference").contains(places.group(1))) continue;
                throw CandorException.user(
                        "CND-E024",
                        "the template of '" + text.getKey() + "' asks for " + places.group(),
                        "{name}, {value} or {reference}",
                        "correct the template");
            }
        }
    }

    private static CandorException noInput(String what, String name, List<String> names) {
        return CandorException.user(
                "CND-E023",
                what + " '" + name + "'",
                "each input of the model in one group at most, and templates for inputs and groups",
                Suggestions.remedy(name, names));
    }

    private static List<String> outcomes(Model model) {
        return model.task() == Task.REGRESSION ? List.of("higher", "lower") : model.classes();
    }

    String text(String name, String value, String reference) {
        Matcher places = PLACE.matcher(texts.getOrDefault(name, TEXT));
        return places.replaceAll(place -> Matcher.quoteReplacement(
                switch (place.group(1)) {
                    case "name" -> name;
                    case "value" -> value;
                    default -> reference;
                }));
    }

    Json.Obj toJson() {
        Json.Builder all = Json.object();
        groups.forEach((name, inputs) -> all.put(name, Json.texts(inputs)));
        Json.Builder templates = Json.object();
        texts.forEach(templates::put);
        return Json.object()
                .put("favourable", favourable)
                .put("count", count)
                .put("groups", all.build())
                .put("texts", templates.build())
                .build();
    }

    static ReasonRules fromJson(Json.Obj json) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        json.object("groups")
                .members()
                .forEach((name, inputs) -> groups.put(
                        name,
                        ((Json.Arr) inputs)
                                .items().stream()
                                        .map(i -> ((Json.Str) i).value())
                                        .toList()));
        Map<String, String> texts = new LinkedHashMap<>();
        json.object("texts").members().forEach((name, text) -> texts.put(name, ((Json.Str) text).value()));
        return new ReasonRules(json.text("favourable"), (int) json.number("count"), groups, texts);
    }
}
