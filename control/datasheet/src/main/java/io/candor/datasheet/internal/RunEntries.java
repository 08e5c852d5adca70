package io.candor.datasheet.internal;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.datasheet.Entry;
import io.candor.datasheet.Heading;
import io.candor.datasheet.RunFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields that a run fills: facts as they are, numbers by their address in the evidence. */
public final class RunEntries {
    private static final String RESULT = "/predicate/result";

    private final RunFacts facts;
    private final List<Evidence> evidence;
    private final List<Entry> entries = new ArrayList<>();

    private RunEntries(RunFacts facts, List<Evidence> evidence) {
        this.facts = facts;
        this.evidence = evidence;
    }

    public static List<Entry> of(RunFacts facts, List<Evidence> evidence) {
        RunEntries collected = new RunEntries(facts, evidence);
        collected.architecture();
        collected.data(Heading.TRAINING_DATA, "train", "training_data");
        collected.data(Heading.EVALUATION_DATA, "test", "evaluation_data");
        collected.performance();
        collected.fairness();
        return List.copyOf(collected.entries);
    }

    private void architecture() {
        Heading h = Heading.MODEL_ARCHITECTURE;
        String article = facts.task().equals("regression") ? "a number" : "a class";
        add(
                h,
                "architecture",
                "Architecture",
                Json.of(facts.algorithm() + ", predicts " + article + ": " + facts.target()));
        add(h, "task", "Task", Json.of(facts.task()));
        add(h, "inputs", "Inputs", Json.texts(facts.inputs()));
        if (!facts.settings().members().isEmpty()) add(h, "settings", "Hyper-parameters", facts.settings());
        Long seed = facts.seed();
        if (seed != null) add(h, "seed", "Seed", Json.of(Long.toString(seed)));
    }

    /** Name, digest and rows are asked for; without such data they are missing. */
    private void data(Heading heading, String role, String prefix) {
        RunFacts.Dataset found = null;
        for (RunFacts.Dataset d : facts.datasets()) if (d.role().equals(role)) found = d;
        entries.add(Entry.fact(heading, prefix + "_name", "Name", found == null ? null : Json.of(found.name())));
        entries.add(Entry.fact(heading, prefix + "_digest", "SHA-256", found == null ? null : Json.of(found.sha256())));
        entries.add(Entry.fact(heading, prefix + "_rows", "Rows", found == null ? null : Json.of(found.rows())));
    }

    private void performance() {
        Optional<Evidence> found = preferred();
        if (found.isEmpty()) {
            entries.add(Entry.fact(Heading.TRAINING_PERFORMANCE, "metrics", "Metrics", null));
            return;
        }
        Evidence statement = found.get();
        String split = statement.result().optionalText("split").orElse("");
        String id = statement.id();
        for (Map.Entry<String, Json> metric :
                statement.result().object("metrics").members().entrySet()) {
            String pointer = RESULT + "/metrics/" + Json.pointerToken(metric.getKey());
            String title = words(metric.getKey()) + (split.isEmpty() ? "" : " (" + split + ")");
            measured(Heading.TRAINING_PERFORMANCE, metric.getKey(), title, metric.getValue(), id + "#" + pointer);
        }
    }

    /** The statement about test rows, else the first. */
    private Optional<Evidence> preferred() {
        Evidence first = null;
        for (Evidence e : evidence) {
            if (!e.kind().equals("evaluation.performance")) continue;
            if (e.result().optionalText("split").orElse("").equals("test")) return Optional.of(e);
            if (first == null) first = e;
        }
        return Optional.ofNullable(first);
    }

    /** Composites of each feature over all rows; for a number the differences of its metrics. */
    private void fairness() {
        int before = entries.size();
        for (Evidence e : evidence) {
            if (!e.kind().equals("fairness.assessment")) continue;
            String id = e.id();
            for (Map.Entry<String, Json> feature :
                    e.result().object("features").members().entrySet()) {
                String base = RESULT + "/features/" + Json.pointerToken(feature.getKey()) + "/strata/all";
                feature.getValue()
                        .at("/strata/all")
                        .ifPresent(all -> stratum(id, feature.getKey(), (Json.Obj) all, base));
            }
        }
        if (entries.size() == before) {
            entries.add(Entry.fact(Heading.FAIRNESS_INFORMATION, "disparities", "Disparities", null));
        }
    }

    private void stratum(String id, String feature, Json.Obj all, String base) {
        Json.Obj composites = all.object("composites");
        for (Map.Entry<String, Json> c : composites.members().entrySet()) {
            String address = id + "#" + base + "/composites/" + Json.pointerToken(c.getKey());
            measured(feature, c.getKey(), c.getValue(), address);
        }
        if (!composites.members().isEmpty()) return;
        for (Map.Entry<String, Json> metric :
                all.object("disparities").members().entrySet()) {
            String name = metric.getKey() + ".difference";
            String address = id + "#" + base + "/disparities/" + Json.pointerToken(metric.getKey()) + "/difference";
            metric.getValue().at("/difference").ifPresent(d -> measured(feature, name, d, address));
        }
    }

    private void measured(String feature, String name, Json value, String address) {
        String title = words(name.replace('.', ' ')) + " by " + feature;
        measured(Heading.FAIRNESS_INFORMATION, feature + "." + name, title, value, address);
    }

    private void measured(Heading heading, String key, String title, Json value, String address) {
        entries.add(Entry.measured(heading, key, title, value, address));
    }

    private void add(Heading heading, String key, String title, Json value) {
        entries.add(Entry.fact(heading, key, title, value));
    }

    private static String words(String name) {
        return switch (name) {
            case "auc" -> "AUC";
            case "f1" -> "F1";
            case "r2" -> "R²";
            case "mae" -> "MAE";
            case "rmse" -> "RMSE";
            default -> {
                String spaced = name.replace('_', ' ');
                yield spaced.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + spaced.substring(1);
            }
        };
    }
}
