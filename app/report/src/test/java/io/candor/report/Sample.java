package io.candor.report;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.io.JsonText;
import io.candor.results.Results;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Results with every kind of evidence, in the shapes of docs/reference/evidence.md. */
public final class Sample {
    private static final String DIGEST = Sha256.of("sample".getBytes(StandardCharsets.UTF_8));

    private Sample() {}

    /** With ordinary names. */
    public static Results plain() {
        return of(token -> switch (token) {
            case "@column" -> "sex";
            case "@level", "@group" -> "Female";
            case "@control" -> "charge=F";
            case "@data" -> "census";
            case "@model" -> "census-ebm";
            case "@run" -> "census incomes";
            case "@gate" -> "Selection rates by sex";
            default -> "Shows what it does.";
        });
    }

    /** @param names gives each token ({@code @column}, {@code @level}, …) its text */
    public static Results of(UnaryOperator<String> names) {
        List<Evidence> evidence = new ArrayList<>();
        for (Json item : ((Json.Arr) JsonText.parse(bytes(), "sample.json")).items()) {
            evidence.add(evidence((Json.Obj) named(item, names), names));
        }
        return new Results(
                new Results.Run(
                        DIGEST.substring(0, 32),
                        names.apply("@run"),
                        42,
                        "2026-01-01T00:00:00Z",
                        "2026-01-01T00:01:00Z",
                        "0.1.0",
                        List.of("inputs: " + names.apply("@column"), "left out it: constant")),
                List.of(new Results.ModelEntry(names.apply("@model"), DIGEST, "ebm", true)),
                List.of(
                        new Results.DatasetEntry(names.apply("@data"), "train", DIGEST, DIGEST, 800, 4),
                        new Results.DatasetEntry(names.apply("@data"), "test", DIGEST, DIGEST, 200, 4)),
                evidence,
                gates(evidence.get(0), names),
                Optional.of(names.apply("@policy")),
                Optional.of((Json.Obj) named(JsonText.parse("""
                                {"dataset": "@data", "epoch": 1, "epsilon": "1", "spent": "0.1", "left": "0.9", "unit": "row",
                                 "charges": [{"charge": 1, "mechanism": "discrete-laplace", "epsilon": "0.1", "state": "spent",
                                   "principal": "@text"}]}""", "ledger"), names)),
                Json.object()
                        .put("jdk", "17")
                        .put(
                                "os",
                                Json.object().put("name", names.apply("@text")).build())
                        .build(),
                Optional.of(Json.object()
                        .put("origin", names.apply("@text"))
                        .put("size", 7)
                        .put("root", DIGEST)
                        .build()));
    }

    /** With the gates given, and nothing else changed. */
    public static Results withGates(List<Json.Obj> gates) {
        return plain().withGates("policy", gates);
    }

    /** A gate as {@code control/policy} writes it. */
    public static Json.Obj gate(String id, String title, String state, String level, String countsAs) {
        return Json.object()
                .put("id", id)
                .put("title", title)
                .put("evidence_kind", "fairness.assessment")
                .put("metric", "selection_rate.ratio")
                .put("requirement", ">= 0.8")
                .put("level", level)
                .put("state", state)
                .put("value", new Estimate.Interval(0.37, 0.1, 0.9, 20, "Miettinen-Nurminen").toJson())
                .put("reason", "The interval straddles the limit.")
                .put("counts_as", countsAs)
                .build();
    }

    private static List<Json.Obj> gates(Evidence performance, UnaryOperator<String> names) {
        String title = names.apply("@gate");
        Json.Builder addressed = Json.object();
        gate("auc", title + " 1", "met", "fail", "pass").members().forEach(addressed::put);
        addressed.put("address", performance.id() + "#/predicate/result/metrics/auc");
        return List.of(
                addressed.build(),
                gate("ratio", title + " 2", "not_met", "fail", "fail"),
                gate("gap", title + " 3", "not_met", "warn", "warn"),
                gate("rate", title + " 4", "undecided", "fail", "warn"),
                gate("strict", title + " 5", "undecided", "fail", "fail"),
                gate(title, "", "met", "warn", "pass"));
    }

    private static Evidence evidence(Json.Obj item, UnaryOperator<String> names) {
        return new Evidence(
                item.text("kind"),
                1,
                List.of(new Subject("model:" + names.apply("@model"), DIGEST)),
                new Evidence.Method("method of " + item.text("kind"), 1, "Wilson 1927"),
                item.object("parameters"),
                item.object("result"),
                item.array("limits").stream().map(l -> ((Json.Str) l).value()).toList(),
                new Disclosure(Disclosure.Level.valueOf(item.text("level").toUpperCase(Locale.ROOT)), 4));
    }

    private static Json named(Json json, UnaryOperator<String> names) {
        if (json instanceof Json.Str s) return Json.of(named(s.value(), names));
        if (json instanceof Json.Arr a)
            return Json.array(a.items().stream().map(i -> named(i, names)).toList());
        if (!(json instanceof Json.Obj o)) return json;
        Json.Builder out = Json.object();
        o.members().forEach((name, value) -> out.put(named(name, names), named(value, names)));
        return out.build();
    }

    private static String named(String text, UnaryOperator<String> names) {
        return text.startsWith("@") ? names.apply(text) : text;
    }

    private static byte[] bytes() {
        try (InputStream in = Sample.class.getResourceAsStream("sample.json")) {
            if (in == null) throw new IllegalStateException("sample.json");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
