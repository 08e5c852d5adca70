package io.candor.cli;

import io.candor.assessment.ByCohort;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Explanations of cohorts beside that of all rows. */
final class CohortTables {
    /** Columns beside that of all rows, so that a line can be read. */
    private static final int BESIDE = 4;

    private static final String TOO_FEW = "not enough data";

    private CohortTables() {}

    /** @param text how the method is printed alone */
    static String of(List<ByCohort.Explained> found, Function<Evidence, String> text) {
        Evidence whole = found.get(0).evidence().orElseThrow();
        if (!ByCohort.dependsOnRows(whole)) {
            return text.apply(whole).stripTrailing()
                    + "\nthe same for every cohort: this tells what the model holds, whatever the rows";
        }
        StringBuilder out = new StringBuilder();
        for (int c = 0; c < found.size(); c++) {
            ByCohort.Explained own = found.get(c);
            out.append(c == 0 ? "" : letter(c) + ": ")
                    .append(TextTable.printable(own.cohort().name()));
            if (c > 0 && !own.cohort().text().equals(own.cohort().name()))
                out.append(" (")
                        .append(TextTable.printable(own.cohort().text()))
                        .append(')');
            out.append(", ").append(own.rows()).append(own.rows() == 1 ? " row" : " rows");
            if (own.evidence().isEmpty()) out.append(": ").append(TOO_FEW);
            out.append('\n');
        }
        out.append('\n');
        switch (whole.kind()) {
            case "explain.importance" -> out.append(importance(found));
            case "explain.effects" -> out.append(effects(found));
            case "explain.surrogate" -> out.append(fidelity(found)).append(each(found, text));
            default -> out.append(each(found, text));
        }
        return out.toString().stripTrailing() + "\n" + whole.method().name()
                + "; each column by itself: differences between cohorts are not tested";
    }

    /** A, B, ..., Z, A1, B1, ... */
    private static String letter(int cohort) {
        int at = cohort - 1;
        return (char) ('A' + at % 26) + (at < 26 ? "" : Integer.toString(at / 26));
    }

    private static String importance(List<ByCohort.Explained> found) {
        List<ByCohort.Explained> there =
                found.stream().filter(e -> e.evidence().isPresent()).toList();
        StringBuilder out = new StringBuilder();
        for (int from = 1; from < Math.max(2, there.size()); from += BESIDE) {
            List<ByCohort.Explained> beside = new ArrayList<>(List.of(there.get(0)));
            beside.addAll(there.subList(Math.min(from, there.size()), Math.min(there.size(), from + BESIDE)));
            List<String> headers = new ArrayList<>(List.of("feature"));
            for (ByCohort.Explained e : beside) headers.add(header(found, e));
            TextTable table = new TextTable(headers.toArray(String[]::new));
            for (Json item : features(there.get(0))) {
                String name = ((Json.Obj) item).text("name");
                List<String> cells = new ArrayList<>(List.of(name));
                for (ByCohort.Explained e : beside) cells.add(cell(e, name));
                table.row(cells.toArray(String[]::new));
            }
            out.append(table).append("\n\n");
        }
        Json.Obj whole = there.get(0).evidence().orElseThrow().result();
        return out + whole.text("method") + " on the scale of " + whole.text("output") + ", with 95 % intervals\n";
    }

    private static String header(List<ByCohort.Explained> found, ByCohort.Explained e) {
        int at = found.indexOf(e);
        if (at == 0) return "all rows";
        String name = TextTable.printable(e.cohort().name());
        return letter(at) + ": " + (name.length() > 24 ? name.substring(0, 23) + "…" : name);
    }

    private static List<Json> features(ByCohort.Explained e) {
        return e.evidence().orElseThrow().result().array("features");
    }

    private static String cell(ByCohort.Explained e, String name) {
        for (Json item : features(e)) {
            Json.Obj feature = (Json.Obj) item;
            if (!feature.text("name").equals(name)) continue;
            String value = Figures.of(feature.number("importance"));
            return feature.get("low") instanceof Json.Num low && feature.get("high") instanceof Json.Num high
                    ? value + " [" + Figures.of(low.value()) + ", " + Figures.of(high.value()) + "]"
                    : value;
        }
        return "–";
    }

    /** Per feature, one table in which cohorts follow each other. */
    private static String effects(List<ByCohort.Explained> found) {
        Evidence whole = found.get(0).evidence().orElseThrow();
        StringBuilder out = new StringBuilder();
        for (String feature : whole.result().object("features").members().keySet()) {
            out.append(TextTable.printable(feature)).append('\n');
            for (int c = 0; c < found.size(); c++) {
                Optional<Evidence> own = found.get(c).evidence();
                if (own.isEmpty()) continue;
                Json effect = own.get().result().object("features").need(feature);
                out.append(header(found, found.get(c))).append('\n');
                out.append(AnyModelText.effect(own.get().result(), (Json.Obj) effect))
                        .append("\n\n");
            }
        }
        return out + "on the scale of " + whole.result().text("output") + "\n";
    }

    private static String fidelity(List<ByCohort.Explained> found) {
        TextTable table = new TextTable("rows of", "output", "fidelity (R²)");
        for (ByCohort.Explained e : found) {
            if (e.evidence().isEmpty()) continue;
            for (Map.Entry<String, Json> output :
                    e.evidence().get().result().object("outputs").members().entrySet()) {
                Json.Obj own = ((Json.Obj) output.getValue()).object("fidelity");
                table.row(header(found, e), output.getKey(), Figures.of(Estimate.fromJson(own)));
            }
        }
        return table + "\n\n";
    }

    private static String each(List<ByCohort.Explained> found, Function<Evidence, String> text) {
        StringBuilder out = new StringBuilder();
        for (ByCohort.Explained e : found) {
            if (e.evidence().isEmpty()) continue;
            out.append(header(found, e)).append('\n');
            out.append(text.apply(e.evidence().get()).stripTrailing()).append("\n\n");
        }
        return out.toString();
    }
}
