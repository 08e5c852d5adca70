package io.candor.http.internal;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.io.JsonText;
import java.util.List;

/**
 * Scores in an answer: a list with one item per row. An item is a number (a value, or P(positive)), a list with one probability per
 * class, or an object of them by class.
 */
public final class Answer {
    private final Descriptor descriptor;
    private final byte[] body;

    public Answer(Descriptor descriptor, byte[] body) {
        this.descriptor = descriptor;
        this.body = body;
    }

    /**
     * Writes the scores of some rows.
     *
     * @param from first row, for messages and its place in {@code out}
     * @throws CandorException {@code CND-M052}
     */
    public void scores(int from, int count, double[] out) {
        Json json;
        try {
            json = JsonText.parseForeign(body, "the answer");
        } catch (CandorException e) {
            throw wrong("it is no JSON, or has numbers that are not finite").causedBy(e);
        }
        Json found = json.at(descriptor.scores()).orElse(Json.NULL);
        if (!(found instanceof Json.Arr list)) throw wrong("there is no list at '" + descriptor.scores() + "'");
        if (list.items().size() != count) {
            throw wrong(list.items().size() + " scores for " + count + " rows from row " + from + " on");
        }
        int outputs =
                descriptor.task() == Task.MULTICLASS ? descriptor.classes().size() : 1;
        for (int i = 0; i < count; i++) row(list.items().get(i), from + i, outputs, out);
    }

    private void row(Json item, int row, int outputs, double[] out) {
        List<String> classes = descriptor.classes();
        for (int k = 0; k < outputs; k++) {
            int of = descriptor.task() == Task.BINARY ? 1 : k;
            Json score = item;
            if (item instanceof Json.Arr list) {
                int width = Math.max(1, classes.size());
                if (list.items().size() == 1 && outputs == 1)
                    score = list.items().get(0);
                else if (list.items().size() == width) score = list.items().get(of);
                else throw wrong("row " + row + " has " + list.items().size() + " scores for " + width + " classes");
            } else if (item instanceof Json.Obj byClass && !classes.isEmpty()) {
                Json own = byClass.get(classes.get(of));
                if (own == null) throw wrong("row " + row + " has no score of a class");
                score = own;
            } else if (outputs > 1) {
                throw wrong("row " + row + " has one score for " + outputs + " classes");
            }
            if (!(score instanceof Json.Num number)) throw wrong("row " + row + " has no number");
            boolean probability = descriptor.task() != Task.REGRESSION;
            if (probability && !(number.value() >= 0 && number.value() <= 1)) {
                throw wrong("row " + row + " has a score that is no probability");
            }
            out[row * outputs + k] = number.value();
        }
    }

    private static CandorException wrong(String why) {
        return CandorException.user(
                "CND-M052",
                "the endpoint's answer can't be used (" + why + ")",
                "one finite score per row, or one probability per class",
                "check 'scores', 'task' and 'classes' in the descriptor, and what the endpoint answers");
    }
}
