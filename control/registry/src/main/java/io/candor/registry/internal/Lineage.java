package io.candor.registry.internal;

import io.candor.core.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What something came from and what came of it: everything upstream and everything downstream, but not siblings. */
public final class Lineage {
    private final List<Edge> edges;
    private final Map<String, String> names = new HashMap<>();

    /** @param runNames name of each run by its id */
    public Lineage(List<Edge> edges, Map<String, String> runNames) {
        this.edges = edges;
        runNames.forEach((id, name) -> names.put("run:" + id, name));
        for (Edge edge : edges) names.put(edge.from().startsWith("run:") ? edge.to() : edge.from(), edge.name());
    }

    public boolean knows(String node) {
        return names.containsKey(node);
    }

    /** {@code {"nodes": [{"id", "kind", "name"}], "edges": [{"from", "to", "relation", "role"}]}}, sorted. */
    public Json.Obj around(String node) {
        Set<Edge> found = new LinkedHashSet<>();
        walk(node, Edge::to, Edge::from, found);
        walk(node, Edge::from, Edge::to, found);
        Set<String> nodes = new TreeSet<>(List.of(node));
        for (Edge edge : found) {
            nodes.add(edge.from());
            nodes.add(edge.to());
        }
        List<Json> steps = new ArrayList<>();
        for (Edge edge : edges) if (found.contains(edge)) steps.add(edge.toJson());
        return Json.object()
                .put("nodes", Json.array(nodes.stream().map(this::json).toList()))
                .put("edges", Json.array(steps))
                .build();
    }

    private Json.Obj json(String node) {
        return Json.object()
                .put("id", node)
                .put("kind", node.substring(0, node.indexOf(':')))
                .put("name", names.getOrDefault(node, ""))
                .build();
    }

    private void walk(String start, Function<Edge, String> near, Function<Edge, String> far, Set<Edge> found) {
        Map<String, List<Edge>> at = new TreeMap<>();
        for (Edge edge : edges)
            at.computeIfAbsent(near.apply(edge), n -> new ArrayList<>()).add(edge);
        Set<String> seen = new TreeSet<>(List.of(start));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (Edge edge : at.getOrDefault(open.remove(), List.of())) {
                found.add(edge);
                if (seen.add(far.apply(edge))) open.add(far.apply(edge));
            }
        }
    }
}
