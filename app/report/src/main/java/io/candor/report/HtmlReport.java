package io.candor.report;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.report.internal.AttributionSection;
import io.candor.report.internal.ComparisonSection;
import io.candor.report.internal.ControlSections;
import io.candor.report.internal.DataSection;
import io.candor.report.internal.EditFigures;
import io.candor.report.internal.EffectSection;
import io.candor.report.internal.ErrorsSection;
import io.candor.report.internal.ExplanationPages;
import io.candor.report.internal.ExplanationSection;
import io.candor.report.internal.FairnessPages;
import io.candor.report.internal.FairnessSection;
import io.candor.report.internal.LocalSection;
import io.candor.report.internal.Markup;
import io.candor.report.internal.MethodsSection;
import io.candor.report.internal.PerformanceSection;
import io.candor.report.internal.PrivacySection;
import io.candor.report.internal.Rendering;
import io.candor.report.internal.VerdictSection;
import io.candor.report.internal.WhatIfSection;
import io.candor.results.Results;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The report as one HTML file: no external address, a content security policy that allows nothing but its own style and its
 * own scripts (which open tables before printing, and score an additive model in the what-if panel). Equal results give equal bytes.
 */
public final class HtmlReport {
    /** What a mail or a review system takes without complaint. */
    public static final int SOFT_LIMIT = 1 << 20;

    /** What a section's data needs as script. */
    private static final Map<String, String> SCRIPTS =
            new TreeMap<>(Map.of(WhatIfSection.MODEL, "what-if.js", ComparisonSection.DATA, "compare.js"));

    private HtmlReport() {}

    /** Renders; draws fewer shape functions when the page would pass {@link #SOFT_LIMIT}. */
    public static String render(Results results) {
        return Rendering.of(results, HtmlReport::fitting);
    }

    private static String fitting(Results results, String digest) {
        int shapes = 30;
        String page = page(results, shapes, digest);
        while (page.getBytes(StandardCharsets.UTF_8).length > SOFT_LIMIT && shapes > 5) {
            shapes = shapes * 3 / 4;
            page = page(results, shapes, digest);
        }
        return page;
    }

    private static String page(Results results, int shapes, String digest) {
        List<Markup> sections = sections(results, shapes);
        Markup main = el("main");
        if (PrivacySection.mixed(results)) main.add(PrivacySection.banner());
        main.addAll(sections);
        Markup wrap = el("div")
                .cls("wrap")
                .add(header(results))
                .add(navigation(results, sections))
                .add(main)
                .add(footer(digest));
        return document("Candor: " + results.run().name(), wrap);
    }

    /**
     * A page of its own for the edits of a model, as safe and as self-contained.
     *
     * @param name of the model
     * @param edits evidence {@code explain.edits}
     */
    public static String edits(String name, Evidence edits) {
        Markup line = el("p").text("Edits of a model; digest before them ")
                .add(el("code", edits.result().text("initial")));
        return alone(name, line, EditFigures.alone(edits));
    }

    /**
     * A page of its own for where a model is wrong, as safe and as self-contained.
     *
     * @param name of the model
     * @param found evidence {@code explain.error-tree} and, if there is one, {@code explain.error-map}
     */
    public static String errors(String name, List<Evidence> found) {
        return alone(name, subjects("Where the model is wrong", found), ErrorsSection.of(found));
    }

    /**
     * A page of its own for explanations, as safe and as self-contained.
     *
     * @param name of the model
     * @param found of kinds that have pictures: attributions, effects, importance, contributions, counterfactuals, surrogates; others
     *     are left out
     */
    public static String explanations(String name, List<Evidence> found) {
        Markup content = el("div");
        for (Evidence evidence : found) ExplanationPages.of(evidence).ifPresent(content::add);
        return alone(name, subjects("Explanations", found), content);
    }

    /**
     * A page of its own for evidence of fairness, as safe and as self-contained, with its methods, limits and ids.
     *
     * @param name of what was looked at
     * @param found of any kinds {@code fairness...}; those without pictures are named among the methods only. The two assessments beside a mitigation
     *     are taken as before and after it
     */
    public static String fairness(String name, List<Evidence> found) {
        Markup content = el("div").addAll(FairnessPages.of(found));
        Markup provenance = el("section")
                .attr("id", "provenance")
                .add(el("h2", "Provenance"))
                .add(MethodsSection.evidence(found));
        content.add(MethodsSection.methods(found)).add(provenance);
        return alone(name, subjects("Fairness", found), content);
    }

    /**
     * A page of its own for models side by side, as safe and as self-contained; with scripts models, figures and thresholds can be chosen.
     *
     * @param found evidence {@code fairness.comparison}
     */
    public static String comparison(String name, Evidence found) {
        return alone(name, subjects("Models compared", List.of(found)), ComparisonSection.of(found));
    }

    private static Markup subjects(String what, List<Evidence> found) {
        Markup line = el("p").text(what);
        found.stream()
                .findFirst()
                .ifPresent(e -> e.subjects()
                        .forEach(s -> line.text(" · ")
                                .data(s.name())
                                .text(" ")
                                .add(el("code", s.sha256().substring(0, 12)))));
        return line;
    }

    private static String alone(String name, Markup line, Markup content) {
        Markup title = el("header").add(el("h1").data(name)).add(line);
        return document(
                "Candor: " + name,
                el("div").cls("wrap").add(title).add(el("main").add(content)));
    }

    private static String document(String title, Markup wrap) {
        String style = resource("report.css");
        String script = resource("report.js");
        Markup body = el("body").add(wrap).add(el("script", script));
        StringBuilder scripts = new StringBuilder("'" + hash(script) + "'");
        SCRIPTS.forEach((id, file) -> {
            if (!wrap.holds(id)) return;
            String module = resource(file);
            body.add(el("script").attr("type", "module").text(module));
            scripts.append(" '").append(hash(module)).append("'");
        });
        Markup head = el("head")
                .add(el("meta").attr("charset", "utf-8"))
                .add(el("meta")
                        .attr("http-equiv", "Content-Security-Policy")
                        .attr(
                                "content",
                                "default-src 'none'; style-src '" + hash(style) + "'; script-src " + scripts
                                        + "; base-uri 'none'; form-action 'none'"))
                .add(el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"))
                .add(el("meta").attr("name", "referrer").attr("content", "no-referrer"))
                .add(el("title", title))
                .add(el("style", style));
        return "<!doctype html>\n"
                + el("html").attr("lang", "en").add(head).add(body).render()
                + "\n";
    }

    private static List<Markup> sections(Results results, int shapes) {
        List<Markup> sections = new ArrayList<>();
        sections.add(VerdictSection.of(results));
        List<Optional<Markup>> wanted = new ArrayList<>(List.of(
                PerformanceSection.of(results),
                ErrorsSection.of(results),
                ExplanationSection.of(results, shapes),
                AttributionSection.of(results),
                EffectSection.of(results),
                LocalSection.of(results),
                WhatIfSection.of(results),
                FairnessSection.of(results)));
        wanted.addAll(FairnessPages.of(results));
        wanted.addAll(List.of(
                ComparisonSection.of(results),
                PrivacySection.of(results),
                ControlSections.trail(results),
                ControlSections.lineage(results),
                ControlSections.datasheet(results),
                DataSection.of(results)));
        for (Optional<Markup> section : wanted) section.ifPresent(sections::add);
        sections.add(MethodsSection.methods(results));
        sections.add(MethodsSection.provenance(results));
        return sections;
    }

    private static Markup header(Results results) {
        Markup line = el("p").text("Run ")
                .add(el("code", results.run().id().substring(0, 12)))
                .text(", " + results.run().finished());
        results.models().forEach(m -> line.text(" · model ").data(m.name()));
        results.datasets().stream()
                .findFirst()
                .ifPresent(d -> line.text(" · data ").data(d.name()));
        return el("header").add(el("h1").data(results.run().name())).add(line);
    }

    private static Markup navigation(Results results, List<Markup> sections) {
        Markup list = el("ul");
        for (Markup section : sections) {
            list.add(el("li").add(el("a", section.heading()).attr("href", "#" + section.attribute("id"))));
        }
        return el("nav").attr("aria-label", "Sections").add(list);
    }

    private static Markup footer(String digest) {
        return el("footer")
                .add(el("p").text("Rendered from results.json, SHA-256 ")
                        .add(el("code", digest))
                        .text(". This page names policies, numbers and intervals; it does not certify a model."));
    }

    private static String hash(String text) {
        byte[] digest = Sha256.start().digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("missing resource " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
