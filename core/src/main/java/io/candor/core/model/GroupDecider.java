package io.candor.core.model;

import io.candor.core.CandorException;
import io.candor.core.data.Cohort;
import io.candor.core.data.Condition;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides by a rule of its own for each group of rows. Rules may draw: then {@link RowDraws} make the draws, so that a decision can be repeated; where no
 * rule draws none are needed. A row of none of the groups, with a level that was not there when the rules were fitted or a missing value, is refused
 * unless {@code otherwise} says what is done with it. Thread-safe.
 *
 * <p>In a file, {@code otherwise} and {@code draws} left out where there are none:
 * {@code {"kind": "groups", "groups": [{"name": "Female", "conditions": [{"column": "sex", "in": ["Female"]}], "rule": {"operations":
 * [{"if": "above", "threshold": 0.4, "chance": 1}]}}, …], "otherwise": {"as": "overall", "rule": {…}}, "draws": {"key": …, "columns": [id]}}};
 * a rule is what {@link ScoreRule} writes.
 *
 * @param groups a row that is in several belongs to the first
 * @param otherwise what is done with rows of none of them; null to refuse them
 * @param draws needed to decide if a rule draws
 */
public record GroupDecider(
        List<Group> groups,
        @Nullable Otherwise otherwise,
        @Nullable RowDraws draws) implements Decider {
    /**
     * A group and its rule.
     *
     * @param conditions all hold for its rows
     */
    public record Group(String name, List<Condition> conditions, ScoreRule rule) {
        public Group {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * The rule for rows of no group.
     *
     * @param as where it comes from: {@code overall}, or the name of a group
     */
    public record Otherwise(String as, ScoreRule rule) {}

    public GroupDecider {
        groups = List.copyOf(groups);
        Set<String> names = new HashSet<>();
        for (Group group : groups) {
            if (!names.add(group.name())) throw new IllegalArgumentException("two groups '" + group.name() + "'");
        }
        if (groups.isEmpty()) throw new IllegalArgumentException("a decider by groups needs one");
    }

    /** This with other draws. */
    public GroupDecider withDraws(RowDraws other) {
        return new GroupDecider(groups, otherwise, other);
    }

    /** Whether a rule draws, so that {@link #decide} needs draws. */
    public boolean drawing() {
        boolean draw = otherwise != null && otherwise.rule().draws();
        for (Group group : groups) draw |= group.rule().draws();
        return draw;
    }

    /**
     * @throws CandorException {@code CND-F040} for a row of none of the groups if they are refused, {@code CND-F041} if a rule draws and there are no
     *     draws, {@code CND-D003} for a column that is not there
     */
    @Override
    public int[] decide(Scores scores, Table rows) {
        double[] chances = chances(scores, rows);
        int[] decisions = new int[chances.length];
        int[] drawn = new int[chances.length];
        int count = 0;
        for (int i = 0; i < chances.length; i++) {
            if (chances[i] >= 1) decisions[i] = 1;
            else if (chances[i] > 0) drawn[count++] = i;
        }
        if (count == 0) return decisions;
        if (draws == null) throw keyless();
        int[] picked = java.util.Arrays.copyOf(drawn, count);
        double[] u = draws.of(rows.only(draws.columns()).select(picked)); // most rows need no draw
        for (int d = 0; d < count; d++) decisions[picked[d]] = u[d] < chances[picked[d]] ? 1 : 0;
        return decisions;
    }

    @Override
    public double[] chances(Scores scores, Table rows) {
        int[] group = new GroupIndex(groups).of(rows);
        double[] chances = new double[scores.rows()];
        for (int i = 0; i < chances.length; i++) {
            chances[i] = rule(group[i], rows, i).chance(scores.get(i, 0));
        }
        return chances;
    }

    private ScoreRule rule(int group, Table rows, int row) {
        if (group >= 0) return groups.get(group).rule();
        if (otherwise == null) throw refused(rows, row);
        return otherwise.rule();
    }

    /** The columns by which it tells groups apart. */
    @Override
    public List<String> reads() {
        List<String> columns = new ArrayList<>();
        for (Group group : groups) {
            for (Condition condition : group.conditions()) {
                if (!columns.contains(condition.column())) columns.add(condition.column());
            }
        }
        return columns;
    }

    /** One line per group for people: {@code Female: positive above 0.41; above 0.38 up to 0.41 with chance 0.37}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Group group : groups) {
            text.append(group.name()).append(": ").append(group.rule().text()).append('\n');
        }
        String rest = otherwise == null ? "refused" : otherwise.rule().text() + " (as " + otherwise.as() + ")";
        return text.append("any other: ").append(rest).toString();
    }

    private CandorException refused(Table rows, int row) {
        boolean missing =
                reads().stream().anyMatch(column -> rows.column(column).isMissing(row));
        return CandorException.user(
                "CND-F040",
                "row " + row + " (from 0) is in none of the groups that the decider has a rule for, as "
                        + (missing ? "a value is missing in " : "a value is new in ")
                        + String.join(", ", reads()),
                "one of " + groups.size() + " groups",
                "complete the value, or fit the decider with a policy for such rows: overall, or a group's name");
    }

    private static CandorException keyless() {
        return CandorException.user(
                "CND-F041",
                "the decider draws some decisions by chance and has nothing to draw with",
                "a key and the columns that tell rows apart",
                "set draws, or fit thresholds without chance");
    }

    @Override
    public Json.Obj toJson() {
        List<Json> items = new ArrayList<>();
        for (Group group : groups) {
            items.add(Json.object()
                    .put("name", group.name())
                    .put("conditions", new Cohort(group.name(), group.conditions()).conditionsJson())
                    .put("rule", group.rule().toJson())
                    .build());
        }
        Json.Builder json = Json.object().put("kind", "groups").put("groups", Json.array(items));
        Optional.ofNullable(otherwise)
                .ifPresent(o -> json.put(
                        "otherwise",
                        Json.object()
                                .put("as", o.as())
                                .put("rule", o.rule().toJson())
                                .build()));
        Optional.ofNullable(draws).ifPresent(d -> json.put("draws", d.toJson()));
        return json.build();
    }

    /** Reads what {@link #toJson} writes. */
    public static GroupDecider fromJson(Json.Obj json) {
        List<Group> groups = new ArrayList<>();
        for (Json item : json.array("groups")) {
            Json.Obj group = (Json.Obj) item;
            String name = group.text("name");
            List<Condition> conditions = Cohort.fromJson(name, group.need("conditions"), "group " + name)
                    .conditions();
            groups.add(new Group(name, conditions, ScoreRule.fromJson(group.object("rule"))));
        }
        Otherwise otherwise = json.get("otherwise") instanceof Json.Obj o
                ? new Otherwise(o.text("as"), ScoreRule.fromJson(o.object("rule")))
                : null;
        RowDraws draws = json.get("draws") instanceof Json.Obj d ? RowDraws.fromJson(d) : null;
        return new GroupDecider(groups, otherwise, draws);
    }
}
