package io.candor.explain.counterfactual;

import io.candor.core.json.EcmaNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may change, and to what. They bind changed values only: a row may keep what it has.
 *
 * @param frozen inputs that keep their values
 * @param ranges of numbers, both ends included
 * @param levels of categories that may be changed to; of an input that is not named, those that occur in the data
 * @param directions {@link Move#RISES} or {@link Move#FALLS}: the only way in which a number may change
 */
public record Constraints(
        Set<String> frozen,
        Map<String, Range> ranges,
        Map<String, Set<String>> levels,
        Map<String, Move> directions,
        List<Implication> implications) {
    /** Everything may change to anything that occurs. */
    public static final Constraints NONE = new Constraints(Set.of(), Map.of(), Map.of(), Map.of(), List.of());

    /** Ends may be infinite. */
    public record Range(double low, double high) {
        @Override
        public String toString() {
            String from = low == Double.NEGATIVE_INFINITY ? "" : "from " + EcmaNumber.format(low);
            String to = high == Double.POSITIVE_INFINITY ? "" : "up to " + EcmaNumber.format(high);
            return (from + " " + to).strip();
        }
    }

    public Constraints {
        frozen = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(frozen));
        ranges = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
        levels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        directions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(directions));
        implications = List.copyOf(implications);
    }

    public Constraints freeze(Collection<String> names) {
        Set<String> more = new LinkedHashSet<>(frozen);
        more.addAll(names);
        return new Constraints(more, ranges, levels, directions, implications);
    }

    public Constraints range(String name, double low, double high) {
        return new Constraints(frozen, with(ranges, name, new Range(low, high)), levels, directions, implications);
    }

    public Constraints allow(String name, Collection<String> only) {
        return new Constraints(frozen, ranges, with(levels, name, new LinkedHashSet<>(only)), directions, implications);
    }

    /** @param direction {@link Move#RISES} or {@link Move#FALLS} */
    public Constraints only(String name, Move direction) {
        return new Constraints(frozen, ranges, levels, with(directions, name, direction), implications);
    }

    public Constraints imply(Implication implication) {
        List<Implication> more = new ArrayList<>(implications);
        more.add(implication);
        return new Constraints(frozen, ranges, levels, directions, more);
    }

    /** For each constraint, by what it says, all the others. */
    Map<String, Constraints> relaxed() {
        Map<String, Constraints> without = new LinkedHashMap<>();
        for (String name : frozen) {
            Set<String> fewer = new LinkedHashSet<>(frozen);
            fewer.remove(name);
            without.put("'" + name + "' is frozen", new Constraints(fewer, ranges, levels, directions, implications));
        }
        ranges.forEach((name, range) -> without.put(
                "'" + name + "' " + range,
                new Constraints(frozen, without(ranges, name), levels, directions, implications)));
        levels.forEach((name, allowed) -> without.put(
                "'" + name + "' to " + String.join(", ", new TreeSet<>(allowed)) + " only",
                new Constraints(frozen, ranges, without(levels, name), directions, implications)));
        directions.forEach((name, way) -> without.put(
                "'" + name + "' may only " + way.word(),
                new Constraints(frozen, ranges, levels, without(directions, name), implications)));
        for (Implication implication : implications) {
            List<Implication> fewer = new ArrayList<>(implications);
            fewer.remove(implication);
            without.put(implication.toString(), new Constraints(frozen, ranges, levels, directions, fewer));
        }
        return without;
    }

    private static <V> Map<String, V> with(Map<String, V> map, String name, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    private static <V> Map<String, V> without(Map<String, V> map, String name) {
        Map<String, V> fewer = new LinkedHashMap<>(map);
        fewer.remove(name);
        return fewer;
    }
}
