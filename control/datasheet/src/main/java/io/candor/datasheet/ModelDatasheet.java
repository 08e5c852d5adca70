package io.candor.datasheet;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.datasheet.internal.RunEntries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's datasheet: under each heading what people wrote, then what the run filled in. Immutable.
 *
 * @param title the model's name
 * @param entries by heading and, within it, in order
 * @param tags the project's own, authored under {@code tags}
 */
public record ModelDatasheet(String title, List<Entry> entries, Map<String, String> tags) {
    private static final String TAGS = "tags";

    public ModelDatasheet {
        entries = List.copyOf(entries);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /**
     * @param authored the {@code datasheet} part of {@code candor.yaml}: the keys of {@link Field}, each a text or a list of
     *     texts, and {@code tags}, an object of texts. Blank counts as missing
     * @param evidence of the run; performance and fairness are read
     * @throws CandorException {@code CND-H001} an unknown key, {@code CND-H002} a value of the wrong type
     */
    public static ModelDatasheet build(Json.Obj authored, RunFacts facts, List<Evidence> evidence) {
        checkKeys(authored);
        List<Entry> fromRun = RunEntries.of(facts, evidence);
        List<Entry> entries = new ArrayList<>();
        for (Heading heading : Heading.values()) {
            for (Field field : Field.values()) {
                if (field.heading() == heading) entries.add(Entry.authored(field, written(authored, field.key())));
            }
            for (Entry entry : fromRun) if (entry.heading() == heading) entries.add(entry);
        }
        return new ModelDatasheet(facts.model(), entries, tags(authored));
    }

    /** How many fields have a value. */
    public int filled() {
        int filled = 0;
        for (Entry entry : entries) if (entry.filled()) filled++;
        return filled;
    }

    /** How many fields there are. */
    public int asked() {
        return entries.size();
    }

    /** Paths of the fields without a value, {@code <heading>/<key>}. */
    public List<String> missing() {
        return entries.stream().filter(e -> !e.filled()).map(Entry::path).toList();
    }

    /** Evidence {@code datasheet.model} v1. */
    public Evidence evidence(List<Subject> subjects) {
        Json.Builder headings = Json.object();
        for (Heading heading : Heading.values()) {
            Json.Builder fields = Json.object();
            for (Entry entry : entries) if (entry.heading() == heading) fields.put(entry.key(), entry.toJson());
            headings.put(
                    heading.key(),
                    Json.object()
                            .put("title", heading.title())
                            .put("fields", fields.build())
                            .build());
        }
        Json.Builder tagged = Json.object();
        tags.forEach(tagged::put);
        Json.Obj result = Json.object()
                .put("title", title)
                .put("headings", headings.build())
                .put("tags", tagged.build())
                .put("completeness", new Estimate.Point((double) filled() / asked(), asked()).toJson())
                .put("filled", filled())
                .put("asked", asked())
                .put("missing", Json.texts(missing()))
                .build();
        return new Evidence(
                "datasheet.model",
                1,
                subjects,
                new Evidence.Method("model datasheet", 1, "Mitchell et al. 2019; Gebru et al. 2021"),
                Json.object().build(),
                result,
                List.of(
                        "Completeness counts fields that have a value, not whether what is written is true or enough.",
                        "Authored fields are statements of the people who are asked, and are not checked."),
                Disclosure.aggregate(1));
    }

    private static void checkKeys(Json.Obj authored) {
        List<String> known =
                new ArrayList<>(Arrays.stream(Field.values()).map(Field::key).toList());
        known.add(TAGS);
        for (String key : authored.members().keySet()) {
            if (known.contains(key)) continue;
            throw CandorException.user(
                    "CND-H001",
                    "the datasheet has the unknown key '" + key + "'",
                    "a field of the datasheet, or 'tags' for what is your own",
                    Suggestions.remedy(key, known));
        }
    }

    private static @Nullable Json written(Json.Obj authored, String key) {
        Json value = authored.get(key);
        if (value == null || value instanceof Json.Null) return null;
        if (value instanceof Json.Str s)
            return s.value().isBlank() ? null : Json.of(s.value().strip());
        if (value instanceof Json.Arr list) {
            List<String> items = new ArrayList<>();
            for (Json item : list.items()) {
                if (!(item instanceof Json.Str s)) throw wrongType(key, "a text or a list of texts");
                if (!s.value().isBlank()) items.add(s.value().strip());
            }
            return items.isEmpty() ? null : Json.texts(items);
        }
        throw wrongType(key, "a text or a list of texts");
    }

    private static Map<String, String> tags(Json.Obj authored) {
        Map<String, String> tags = new LinkedHashMap<>();
        Json value = authored.get(TAGS);
        if (value == null || value instanceof Json.Null) return tags;
        if (!(value instanceof Json.Obj given)) throw wrongType(TAGS, "names with texts");
        for (Map.Entry<String, Json> tag : given.members().entrySet()) {
            if (!(tag.getValue() instanceof Json.Str s)) throw wrongType(TAGS + "." + tag.getKey(), "a text");
            tags.put(tag.getKey(), s.value());
        }
        return tags;
    }

    private static CandorException wrongType(String key, String expected) {
        return CandorException.user(
                "CND-H002",
                "'" + key + "' of the datasheet is of the wrong type",
                expected,
                "put quotes around a number or a date that is meant as text");
    }
}
