package io.candor.explain.counterfactual;

import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was found as evidence {@code explain.counterfactuals} v1. */
final class CounterfactualEvidence {
    private final CounterfactualSearch search;
    private final Space space;
    private final CounterfactualSearch.Found found;

    CounterfactualEvidence(CounterfactualSearch search, CounterfactualSearch.Found found) {
        this.search = search;
        this.space = found.space();
        this.found = found;
    }

    Evidence of(Table table, List<Subject> subjects) {
        boolean cut = found.answers().stream().anyMatch(Answer::cutShort);
        List<String> limits = new ArrayList<>(
                List.of(
                        "Says what the model would answer, not what would become of a person who changed: the model knows correlations.",
                        "Changes one input and leaves what follows from it, unless an implication says otherwise.",
                        "None found is no proof that there is none, unless every combination was tried, and then only on the grid.",
                        "Plausible means near to real rows in this distance, not that the change is possible for this person."));
        if (cut)
            limits.add(
                    "The time limit cut the search short: with more time it may find more, and the same seed other ways.");
        return new Evidence(
                "explain.counterfactuals",
                1,
                subjects,
                new Evidence.Method(
                        "counterfactuals: donors, beam search, evolution, walked back",
                        1,
                        "Wachter et al. 2017; Mothilal et al. 2020; Dandl et al. 2020"),
                parameters(),
                result(table),
                limits,
                Disclosure.rows());
    }

    private Json.Obj parameters() {
        Preferences wishes = search.wishes();
        Json.Builder costs = Json.object();
        wishes.costs().forEach(costs::put);
        return Json.object()
                .put("count", wishes.count())
                .put("per_change", wishes.perChange())
                .put("plausibility", wishes.plausibility())
                .put("combinations", wishes.combinations())
                .put("costs", costs.build())
                .put("constraints", constraints())
                .put("seed", Long.toString(search.seed()))
                .build();
    }

    private Json constraints() {
        return Json.texts(List.copyOf(search.constraints().relaxed().keySet()));
    }

    private Json.Obj result(Table table) {
        List<Json> features = new ArrayList<>();
        for (Feature feature : space.features()) {
            Json.Builder json = Json.object()
                    .put("name", feature.input().name())
                    .put("kind", feature.number() ? "number" : "category")
                    .put("scale", feature.scale())
                    .put("unit", feature.unit());
            if (feature.number() && feature.decimals() >= 0) json.put("decimals", feature.decimals());
            features.add(json.build());
        }
        Json.Builder importance = Json.object();
        for (int j = 0; j < space.width(); j++)
            importance.put(
                    space.names().get(j),
                    CounterfactualImportance.global(found.answers(), j).toJson());
        List<Json> answers = new ArrayList<>();
        for (int r = 0; r < found.answers().size(); r++)
            answers.add(answer(found.answers().get(r), found.aims().get(r), table));
        List<Json> targets = new ArrayList<>();
        for (Map.Entry<Aim, Integer> aim : found.reaching().entrySet()) {
            Json.Builder json = Json.object();
            aim.getKey().json().members().forEach(json::put);
            targets.add(json.put("rows", aim.getValue()).build());
        }
        return Json.object()
                .put("method", "counterfactuals")
                .put("output", search.model().outputs().scale())
                .put("outputs", Json.texts(search.model().outputs().names()))
                .put("targets", Json.array(targets))
                .put("population", found.population())
                .put("features", Json.array(features))
                .put("rows", Json.array(answers))
                .put("importance", importance.build())
                .put("seed", Long.toString(search.seed()))
                .build();
    }

    private Json answer(Answer answer, Aim aim, Table table) {
        Json.Builder json = Json.object()
                .put("row", answer.row())
                .put("target", aim.json())
                .put("status", answer.status())
                .put("scored", answer.scored())
                .put("complete", answer.complete())
                .put("cutShort", answer.cutShort());
        if (!Double.isNaN(answer.score())) json.put("score", answer.score());
        if (answer.already()) return json.build();
        List<String> unknown = new ArrayList<>();
        for (int j = 0; j < space.width(); j++)
            if (answer.own()[j] == -1 && !space.feature(j).number())
                unknown.add(space.names().get(j));
        if (!unknown.isEmpty()) json.put("unknownLevels", Json.texts(unknown));
        if (answer.found().isEmpty()) {
            if (!Double.isNaN(answer.closest())) json.put("closest", answer.closest());
            return json.put("binding", Json.texts(answer.binding())).build();
        }
        List<Json> ways = new ArrayList<>();
        for (Counterfactual way : answer.found()) ways.add(way(answer, way, table));
        json.put("counterfactuals", Json.array(ways));
        Json.Builder shares = Json.object();
        double[] local = CounterfactualImportance.local(answer);
        for (int j = 0; j < local.length; j++)
            if (local[j] > 0) shares.put(space.names().get(j), local[j]);
        return json.put("importance", shares.build()).build();
    }

    private Json way(Answer answer, Counterfactual way, Table table) {
        List<Json> changes = new ArrayList<>();
        for (int j = 0; j < space.width(); j++) {
            if (Move.same(answer.own()[j], way.row()[j])) continue;
            Feature feature = space.feature(j);
            String name = feature.input().name();
            String before = table.column(name).text(answer.row());
            changes.add(Json.object()
                    .put("input", name)
                    .put(
                            "from",
                            before == null
                                    ? Json.NULL
                                    : Double.isNaN(answer.own()[j]) || !feature.number()
                                            ? Json.of(before)
                                            : Json.of(answer.own()[j]))
                    .put(
                            "to",
                            feature.number()
                                    ? Json.of(way.row()[j])
                                    : Json.of(feature.input().levels().get((int) way.row()[j])))
                    .build());
        }
        Json.Builder json = Json.object()
                .put("changes", Json.array(changes))
                .put("score", way.score())
                .put("distance", way.distance())
                .put("cost", way.cost());
        if (!Double.isNaN(way.nearest())) json.put("nearestRows", way.nearest()).put("fartherThan", way.fartherThan());
        return json.build();
    }
}
