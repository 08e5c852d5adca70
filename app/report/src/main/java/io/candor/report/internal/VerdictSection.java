package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The verdict: what the policy asked, what was measured, what did not meet it. */
public final class VerdictSection {
    private VerdictSection() {}

    /** One sentence that names the policy and counts the gates. */
    public static String sentence(Results results) {
        if (results.gates().isEmpty())
            return "No policy was given, so nothing was decided: the sections below are the findings.";
        long met = count(results, Mark.MET);
        long notMet = count(results, Mark.NOT_MET);
        long attention = count(results, Mark.ATTENTION);
        long undecided = count(results, Mark.UNDECIDED);
        List<String> parts = new ArrayList<>();
        parts.add(met + " met");
        if (notMet > 0) parts.add(notMet + " not met");
        if (attention > 0) parts.add(attention + " not met at level warn");
        if (undecided > 0) parts.add(undecided + " undecided");
        return "Policy " + results.policyId().orElse("without id") + ", "
                + results.gates().size() + " gates: " + String.join(", ", parts) + ".";
    }

    public static Markup of(Results results) {
        Markup section =
                Section.of("verdict", "Verdict", "What does the policy ask, and does the measured value meet it?");
        section.add(el("p").cls("verdict").data(sentence(results)));
        section.add(cards(results));
        if (results.gates().isEmpty()) return section;
        Markup body = el("tbody");
        Set<String> known = results.evidence().stream().map(Evidence::id).collect(Collectors.toSet());
        for (Json.Obj gate : ordered(results)) body.add(row(gate, known));
        Markup head = el("tr");
        for (String header : List.of("Gate", "State", "Requirement", "Measured", "n", "Why")) {
            head.add(el("th", header).attr("scope", "col"));
        }
        return section.add(el("div")
                .cls("scroll")
                .attr("tabindex", "0")
                .add(el("table")
                        .cls("stack")
                        .add(el("caption", "Gates of the policy, those not met first"))
                        .add(el("thead").add(head))
                        .add(body)));
    }

    /** Not met first, then attention, undecided, met; ties in policy order. */
    public static List<Json.Obj> ordered(Results results) {
        Comparator<Json.Obj> order = Comparator.comparingInt(g -> switch (mark(g)) {
            case NOT_MET -> 0;
            case ATTENTION -> 1;
            case UNDECIDED -> 2;
            case MET -> 3;
        });
        return results.gates().stream().sorted(order).collect(Collectors.toList());
    }

    /** A gate's title, for people. */
    public static String title(Json.Obj gate) {
        return gate.optionalText("title").filter(t -> !t.isBlank()).orElse(gate.text("id"));
    }

    /** The state's word: met, not met, attention, undecided; and whether undecided fails the policy. */
    public static String word(Json.Obj gate) {
        Mark mark = mark(gate);
        boolean fails = mark == Mark.UNDECIDED && Results.countsAs(gate).equals("fail");
        return fails ? mark.word() + ", which fails" : mark.word();
    }

    /** The measured value as a sentence. */
    public static String measured(Json.Obj gate) {
        if (gate.get("value") instanceof Json.Obj value) return Estimates.sentence(Estimate.fromJson(value));
        return gate.get("value") == null ? "not measured" : ControlSections.plain(gate.need("value"));
    }

    private static Mark mark(Json.Obj gate) {
        return Mark.ofGate(gate.text("state"), Results.countsAs(gate));
    }

    private static long count(Results results, Mark mark) {
        return results.gates().stream().filter(g -> mark(g) == mark).count();
    }

    private static Markup row(Json.Obj gate, Set<String> known) {
        Markup what = Figure.named(el("th").attr("scope", "row"), title(gate));
        gate.optionalText("address")
                .filter(a -> a.length() > 64 && known.contains(a.substring(0, 64)))
                .ifPresent(a -> what.add(el("br"))
                        .add(el("a", a.substring(0, 12) + "…")
                                .cls("digest")
                                .attr("href", "#evidence-" + a.substring(0, 12))
                                .attr("title", a)));
        String n = gate.get("value") instanceof Json.Obj value
                ? Numbers.grouped(Estimate.fromJson(value).n())
                : "–";
        return el("tr").attr("id", Section.anchor("gate", gate.text("id")))
                .add(what)
                .add(labelled("State").add(mark(gate).chip(word(gate))))
                .add(labelled("Requirement")
                        .text(gate.text("requirement") + (gate.text("level").equals("warn") ? " (warn)" : "")))
                .add(labelled("Measured").data(measured(gate)))
                .add(labelled("n").cls("number").text(n))
                .add(Figure.named(labelled("Why"), gate.text("reason")));
    }

    /** A cell that names its column where the page is too narrow for columns. */
    private static Markup labelled(String column) {
        return el("td").attr("data-label", column);
    }

    private static Markup cards(Results results) {
        Markup cards = el("ul").cls("cards");
        results.first("evaluation.performance").ifPresent(e -> {
            Json.Obj metrics = e.result().object("metrics");
            String name = metrics.get("auc") != null ? "auc" : "rmse";
            if (metrics.get(name) instanceof Json.Obj m)
                card(cards, Estimates.metric(name), Estimates.sentence(Estimate.fromJson(m)));
        });
        results.first("datasheet.model")
                .ifPresent(e -> card(
                        cards,
                        "Datasheet",
                        Numbers.value(e.result().number("filled")) + " of "
                                + Numbers.value(e.result().number("asked")) + " fields"));
        results.ledger()
                .ifPresent(l -> card(
                        cards,
                        "Privacy budget",
                        "ε " + l.optionalText("spent").orElse("0") + " of "
                                + l.optionalText("epsilon").orElse("?") + " spent"));
        results.trail()
                .ifPresent(t -> card(
                        cards,
                        "Trail",
                        (t.get("size") instanceof Json.Num size ? Numbers.value(size.value()) : "?") + " entries"));
        return cards;
    }

    private static void card(Markup cards, String name, String value) {
        cards.add(el("li").text(name).add(el("b").data(value)));
    }
}
