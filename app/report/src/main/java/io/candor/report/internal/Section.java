package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Sha256;
import java.nio.charset.StandardCharsets;

/** The frame of a section: an anchor, a heading, a sentence on what the reader is looking at. */
public final class Section {
    private Section() {}

    static Markup of(String id, String title, String question) {
        return el("section")
                .attr("id", id)
                .attr("aria-labelledby", id + "-title")
                .add(el("h2", title).attr("id", id + "-title"))
                .add(el("p", question).cls("soft"));
    }

    /** Where a number comes from: the evidence id, short, with the whole one in the provenance table. */
    static Markup source(String evidenceId) {
        return el("p").cls("soft")
                .text("Evidence ")
                .add(el("a", evidenceId.substring(0, 12))
                        .cls("digest")
                        .attr("href", "#evidence-" + evidenceId.substring(0, 12)));
    }

    /** A name made fit for an anchor: letters and digits, else its code points in hexadecimal. */
    static String anchor(String... parts) {
        StringBuilder id = new StringBuilder("fig");
        for (String part : parts) {
            id.append('-');
            part.codePoints().forEach(c -> {
                boolean plain = c < 128 && Character.isLetterOrDigit(c) || c == '_';
                if (plain) id.appendCodePoint(c);
                else id.append('.').append(Integer.toHexString(c)).append('.');
            });
        }
        if (id.length() <= 120) return id.toString();
        String all = String.join("\u0000", parts);
        return "fig-" + Sha256.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }
}
