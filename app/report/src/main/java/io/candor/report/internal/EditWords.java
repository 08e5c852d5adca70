package io.candor.report.internal;

import io.candor.core.json.Json;
import java.util.List;

/** An edit, as a person says it. */
final class EditWords {
    private EditWords() {}

    static String of(Json.Obj edit) {
        return switch (edit.text("edit")) {
            case "remove-terms" -> "Removed: " + names(edit.array("terms"));
            case "remove-inputs" -> "Removed with all of their terms: " + names(edit.array("inputs"));
            case "scale" -> "Scaled " + edit.text("term") + " by " + Numbers.value(edit.number("factor"));
            case "set" -> "Set scores of " + edit.text("term") + " to " + Numbers.signed(edit.number("score"));
            case "monotonise" ->
                "Made " + edit.text("term") + (edit.number("direction") > 0 ? " never fall" : " never rise");
            case "purify" -> "Purified: interactions say nothing that fewer inputs can say; predictions stay";
            case "sweep" -> "Swept: terms that are 0 everywhere are gone";
            default -> edit.text("edit");
        };
    }

    private static String names(List<Json> texts) {
        return String.join("; ", texts.stream().map(t -> ((Json.Str) t).value()).toList());
    }
}
