package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

/** A state as shape, word and colour together: never colour alone. */
enum Mark {
    MET("met", "circle"),
    ATTENTION("attention", "triangle"),
    NOT_MET("not met", "square"),
    UNDECIDED("undecided", "dash");

    private final String word;
    private final String shape;

    Mark(String word, String shape) {
        this.word = word;
        this.shape = shape;
    }

    String word() {
        return word;
    }

    static Mark ofGate(String state, String countsAs) {
        return switch (state) {
            case "met" -> MET;
            case "not_met" -> countsAs.equals("fail") ? NOT_MET : ATTENTION;
            default -> UNDECIDED;
        };
    }

    /** Shape and words together. */
    Markup chip(String words) {
        return el("span").cls("mark " + shape).add(symbol()).text(" " + words);
    }

    private Markup symbol() {
        Markup svg = el("svg")
                .attr("viewBox", "0 0 12 12")
                .attr("width", "12")
                .attr("height", "12")
                .attr("aria-hidden", "true");
        return svg.add(
                switch (this) {
                    case MET -> Svg.circle(6, 6, 5, "symbol");
                    case ATTENTION -> Svg.path("M6 1L11.5 11H0.5Z", "symbol");
                    case NOT_MET -> Svg.rect(1, 1, 10, 10, "symbol");
                    case UNDECIDED -> Svg.rect(1, 4.5, 10, 3, "symbol");
                });
    }
}
