package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was released privately, what it cost, and what is left. */
public final class PrivacySection {
    private PrivacySection() {}

    public static Optional<Markup> of(Results results) {
        List<Evidence> releases = results.all("privacy.release");
        if (releases.isEmpty() && results.ledger().isEmpty()) return Optional.empty();
        Markup section = Section.of(
                "privacy",
                "Privacy ledger",
                "What was released about the people in the data, at which cost, and what is left of the budget?");
        if (mixed(results)) section.add(banner());
        results.ledger().ifPresent(ledger -> section.add(ledger(ledger)));
        for (Evidence release : releases) section.add(release(release)).add(Section.source(release.id()));
        return Optional.of(section);
    }

    /** Whether exact aggregates stand beside private numbers. */
    public static boolean mixed(Results results) {
        boolean released = !results.all("privacy.release").isEmpty();
        boolean exact = results.evidence().stream()
                .anyMatch(e -> e.disclosure().level() != Disclosure.Level.PRIVATE
                        && !e.kind().startsWith("datasheet."));
        return released && exact;
    }

    public static Markup banner() {
        return el(
                        "p",
                        "This report shows exact aggregates of the data set whose private counts it also prints. The exact aggregates here are not private; only the numbers of the privacy ledger are. '--disclosure private' leaves the exact ones out.")
                .cls("banner");
    }

    private static Markup ledger(Json.Obj ledger) {
        double cap = decimal(ledger, "epsilon");
        double spent = decimal(ledger, "spent");
        Markup svg = Svg.canvas(Svg.WIDTH, 52, "Privacy budget");
        Axis x = new Axis(0, Math.max(cap, 1e-9), 10, Svg.WIDTH - 10);
        svg.add(Svg.rect(10, 8, Svg.WIDTH - 20, 20, "box"));
        svg.add(Svg.rect(10, 8, x.at(spent) - 10, 20, "spent"));
        svg.add(Svg.line(Svg.WIDTH - 10, 4, Svg.WIDTH - 10, 32, "limit"));
        svg.add(Svg.text(10, 46, "start", "tick", "0"));
        svg.add(Svg.text(
                Svg.WIDTH - 10,
                46,
                "end",
                "tick",
                "cap ε = " + ledger.optionalText("epsilon").orElse("?")));
        List<List<String>> rows = new ArrayList<>();
        if (ledger.get("charges") instanceof Json.Arr charges) {
            for (Json item : charges.items()) {
                Json.Obj charge = (Json.Obj) item;
                rows.add(List.of(
                        charge.get("charge") instanceof Json.Num id ? Numbers.value(id.value()) : "–",
                        charge.optionalText("mechanism").orElse("–"),
                        "ε = " + charge.optionalText("epsilon").orElse("?"),
                        charge.optionalText("state").orElse("–"),
                        charge.optionalText("principal").orElse("–")));
            }
        }
        String name = ledger.optionalText("dataset").orElse("the data set");
        return Figure.of(
                "fig-budget",
                "Budget of " + name,
                "ε " + ledger.optionalText("spent").orElse("0") + " of "
                        + ledger.optionalText("epsilon").orElse("?")
                        + " is spent. Charges are made before data is read and never refunded.",
                svg,
                List.of("Charge", "Mechanism", "Cost", "State", "By"),
                rows);
    }

    private static double decimal(Json.Obj json, String member) {
        return json.optionalText(member)
                .filter(t -> t.matches("[0-9.eE+-]+"))
                .map(Double::parseDouble)
                .orElse(0.0);
    }

    private static Markup release(Evidence evidence) {
        Json.Obj result = evidence.result();
        List<List<String>> rows = new ArrayList<>();
        for (Json item : result.array("groups")) {
            Json.Obj group = (Json.Obj) item;
            List<String> names = new ArrayList<>();
            for (Map.Entry<String, Json> part : group.object("group").members().entrySet()) {
                names.add(part.getKey() + " = " + (part.getValue() instanceof Json.Str s ? s.value() : "?"));
            }
            rows.add(List.of(
                    names.isEmpty() ? "all rows" : String.join(", ", names),
                    Numbers.value(group.number("value")),
                    Numbers.value(group.number("low")),
                    Numbers.value(group.number("high"))));
        }
        return Figure.table(
                "Private " + result.text("statistic") + ", ε = " + result.text("epsilon") + ", "
                        + result.text("mechanism") + " noise, per " + result.text("unit"),
                List.of("Group", "Private value", "95 % low", "95 % high"),
                rows);
    }
}
