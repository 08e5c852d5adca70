package io.candor.core.data;

import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Rows that have something in common, under a name: those for which all conditions hold.
 *
 * @param conditions none stands for all rows
 */
public record Cohort(String name, List<Condition> conditions) {
    public Cohort {
        conditions = List.copyOf(conditions);
    }

    /**
     * Positions of its rows, ascending.
     *
     * @throws io.candor.core.CandorException {@code CND-D003} for a column that is not there, {@code CND-C031} for one of another type
     */
    public int[] rows(Table table) {
        IntPredicate all = row -> true;
        for (Condition condition : conditions) all = all.and(condition.on(table));
        return IntStream.range(0, table.rows()).filter(all).toArray();
    }

    /** This with one more condition, made one with the last of the same column where that is possible. */
    public Cohort and(Condition condition) {
        List<Condition> more = new ArrayList<>(conditions);
        for (int c = more.size() - 1; c >= 0; c--) {
            Optional<Condition> both = more.get(c).meet(condition);
            if (both.isEmpty()) continue;
            more.set(c, both.get());
            return new Cohort(name, more);
        }
        more.add(condition);
        return new Cohort(name, more);
    }

    public Cohort named(String other) {
        return new Cohort(other, conditions);
    }

    /** As people write it: {@code age >= 40 and sex is Female}. */
    public String text() {
        if (conditions.isEmpty()) return "all rows";
        return String.join(" and ", conditions.stream().map(Condition::text).toList());
    }

    /**
     * Reads what {@link #text} writes and what people write like it: comparisons ({@code >=}, {@code >}, {@code <=}, {@code <},
     * {@code =}, {@code !=}), {@code is}, {@code is not}, {@code in (A, B)}, {@code in [30, 40)}, {@code is missing}, a leading {@code not}, a trailing
     * {@code or missing}, joined by {@code and}. Names and levels with other characters than letters, digits, and {@code . _ - + / %} stand
     * in double quotes.
     *
     * @throws io.candor.core.CandorException {@code CND-C032} if it can't be read
     */
    public static Cohort parse(String name, String text) {
        return new Cohort(name, CohortText.parse(text));
    }

    /** {@code {"name": ..., "conditions": [...]}}. */
    public Json.Obj toJson() {
        return Json.object()
                .put("name", name)
                .put("conditions", conditionsJson())
                .build();
    }

    public Json.Arr conditionsJson() {
        return Json.array(conditions.stream().map(Condition::toJson).toList());
    }

    /**
     * Reads conditions back: objects as {@link Condition#toJson} writes them, or texts as {@link #parse} reads them.
     *
     * @param place where they stand, for messages
     * @throws io.candor.core.CandorException {@code CND-C030} or {@code CND-C032} if they can't be read
     */
    public static Cohort fromJson(String name, Json conditions, String place) {
        return new Cohort(name, ConditionJson.list(conditions, place));
    }
}
