package io.candor.assessment;

import io.candor.core.data.Column;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.datasheet.Field;
import io.candor.datasheet.Heading;
import io.candor.evaluation.Labels;
import java.util.List;
import java.util.Optional;

/** The files that {@code candor init} writes: commented, ready to run, with every decision and its reason in them. */
public final class Template {
    private Template() {}

    /**
     * {@code candor.yaml}.
     *
     * @param path of the data, as it shall stand in the file
     */
    public static String config(
            DataSource source, String path, InputSelection selection, List<String> sensitive, Optional<String> policy) {
        Labels labels = source.labels();
        Target target = labels.target();
        StringBuilder out = new StringBuilder();
        out.append("# What to assess. Keys and their meaning: candor schema config\n");
        out.append("version: 1\n");
        out.append("name: ").append(quoted(source.name())).append("\n\n");
        out.append("data:\n");
        out.append("  path: ").append(quoted(path)).append('\n');
        out.append("  name: ")
                .append(quoted(source.name()))
                .append("         # the name under which a privacy budget is registered\n");
        out.append("  label: ").append(quoted(target.name())).append('\n');
        out.append("  task: ").append(target.task().label()).append('\n');
        if (target.task() == Task.BINARY) {
            out.append("  positive: ")
                    .append(quoted(target.classes().get(1)))
                    .append("   # ")
                    .append(oneLine(labels.positiveBecause()))
                    .append('\n');
        }
        out.append("  test_share: 0.2       # of the rows, drawn by class; or 'test: FILE'\n\n");
        inputs(out, source, selection);
        out.append("\n# Columns whose groups are compared. They stay inputs unless you remove them above.\n");
        out.append("sensitive: [")
                .append(String.join(
                        ", ", sensitive.stream().map(Template::quoted).toList()))
                .append("]\n");
        if (sensitive.size() > 1) {
            out.append("# intersections: [[")
                    .append(quoted(sensitive.get(0)))
                    .append(", ")
                    .append(quoted(sensitive.get(1)))
                    .append("]]\n");
        }
        out.append(
                "min_group: 30           # smaller groups are shown and flagged; gates count them as not enough data\n");
        out.append("""
                # What is said of groups beside rates and gaps:
                # fairness:
                #   tests: true           # whether groups differ at all, with false discoveries controlled
                #   curves: true          # ROC curves and calibration by group, of scores
                #   data: true            # labels, shares, missing values and proxies by group, before training
                #   bootstrap: 1000       # draws of the rows: how far gaps move; 0 leaves it out
                #   min_support: 20       # a metric with less rows behind it in a group is not enough data
                #   metrics: {cost: "(5*fn + fp)/n"}   # of your own, over tp, fp, tn, fn; a gate names them by a pointer
                #   weight: COLUMN        # how often a row counts
                #   compare: {bounds: [0.01, 0.05], constraint: equalized-odds}   # mitigations by every method, held against this model

                """);
        out.append(
                "model:\n  algorithm: ebm        # or linear, tree, rules, xgboost, auto; or 'path: MODEL' for a saved one, or 'prediction: COLUMN' and 'score: COLUMN'\n");
        out.append("  settings: {}          # for example {learning_rate: 0.05, outer_bags: 8}\n\n");
        if (target.task() == Task.BINARY) out.append("threshold: 0.5\n");
        out.append("seed: 42\n\n");
        out.append("""
                explain:
                  local: 3              # single predictions in the report; they disclose rows. 0 leaves them out
                  sample: 300           # rows from which many predictions are drawn at once; they disclose rows, too
                  effects: 4            # features whose effects are measured, where the model does not say them itself

                """);
        out.append(
                "# Groups of rows to ask explanations for ('candor explain global --cohort NAME'); 'candor errors' saves its own here.\n");
        out.append("# cohorts:\n#   \"older women\": [\"age >= 40\", \"sex is Female\"]\n\n");
        out.append(
                "# A private count needs a budget first: candor privacy budget set --dataset NAME --data FILE --epsilon 1\n");
        out.append(
                "# privacy:\n#   epsilon: \"0.1\"\n#   by: {}              # groups are declared, never read off the data: {column: [value, value]}\n\n");
        policy.ifPresent(p -> out.append("policy: ").append(quoted(p)).append("\n\n"));
        datasheet(out);
        return out.toString();
    }

    private static void inputs(StringBuilder out, DataSource source, InputSelection selection) {
        out.append(
                "# What the model learns from. Left out, with the reason, are the commented ones; take the # away to use one.\n");
        out.append("inputs:\n");
        for (InputSelection.Choice choice : selection.choices()) {
            Column column = source.table().column(choice.column());
            String remark = choice.input() ? column.type().label() : choice.reason();
            out.append(choice.input() ? "  - " : "  # - ")
                    .append(quoted(choice.column()))
                    .append("   # ")
                    .append(oneLine(remark))
                    .append('\n');
        }
    }

    private static void datasheet(StringBuilder out) {
        out.append("# What only people can say. Each filled field counts towards the datasheet's completeness.\n");
        out.append("datasheet:\n");
        for (Heading heading : Heading.values()) {
            boolean first = true;
            for (Field field : Field.values()) {
                if (field.heading() != heading) continue;
                if (first) out.append("  # ").append(heading.title()).append('\n');
                first = false;
                out.append("  ")
                        .append(field.key())
                        .append(": \"\"   # ")
                        .append(field.askedOf())
                        .append(": ")
                        .append(field.question())
                        .append('\n');
            }
        }
        out.append("  tags: {}\n");
    }

    /** {@code policy.yaml}: gates that a first policy usually has. */
    public static String policy(DataSource source, List<String> sensitive) {
        StringBuilder out = new StringBuilder();
        out.append("# What must hold. Owned by whoever answers for the model. Keys: candor schema policy\n");
        out.append("id: ").append(quoted(source.name() + "-policy")).append("\n");
        out.append("minimum_support: 30     # fewer rows behind a number are not enough data\n\ngates:\n");
        if (source.target().task() == Task.REGRESSION) {
            gate(out, "r2", "Explains the label", "evaluation.performance", "r2", "", ">= 0.3", "warn");
        } else {
            gate(out, "auc", "Separates the classes", "evaluation.performance", "auc", "", ">= 0.7", "fail");
            for (String column : sensitive) {
                if (source.target().task() == Task.MULTICLASS) {
                    gate(
                            out,
                            "accuracy-" + column,
                            "Accuracy by " + column,
                            "fairness.assessment",
                            "accuracy.difference",
                            column,
                            "<= 0.1",
                            "warn");
                    continue;
                }
                gate(
                        out,
                        "selection-ratio-" + column,
                        "Selection rates by " + column,
                        "fairness.assessment",
                        "selection_rate.ratio",
                        column,
                        ">= 0.8",
                        "fail");
                gate(
                        out,
                        "opportunity-" + column,
                        "True positive rates by " + column,
                        "fairness.assessment",
                        "true_positive_rate.difference",
                        column,
                        "<= 0.1",
                        "warn");
            }
        }
        gate(out, "datasheet", "The datasheet is complete", "datasheet.model", "completeness", "", ">= 1", "warn");
        return out.toString();
    }

    private static void gate(
            StringBuilder out,
            String id,
            String title,
            String kind,
            String metric,
            String feature,
            String requirement,
            String level) {
        out.append("  - id: ").append(quoted(id)).append('\n');
        out.append("    title: ").append(quoted(title)).append('\n');
        out.append("    evidence: ").append(kind).append('\n');
        out.append("    metric: ").append(metric).append('\n');
        if (!feature.isEmpty())
            out.append("    feature: ").append(quoted(feature)).append('\n');
        out.append("    requirement: ").append(quoted(requirement)).append('\n');
        out.append("    level: ").append(level).append('\n');
    }

    /** A YAML double-quoted scalar: JSON's escapes are YAML's. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (c == '"' || c == '\\') out.append('\\').appendCodePoint(c);
            else if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE
                    || c == 0xFFFE
                    || c == 0xFFFF) {
                out.append(c > 0xFFFF ? String.format("\\U%08X", c) : String.format("\\u%04X", c));
            } else out.appendCodePoint(c);
        });
        return out.append('"').toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\uFFFE\uFFFF]", " ");
    }
}
