package io.candor.explain;

import io.candor.core.data.Table;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The cells of a row as texts, null where missing. */
public final class Cells {
    private Cells() {}

    public static Json of(Table table, List<String> names, int row) {
        List<Json> cells = new ArrayList<>();
        for (String name : names) {
            String text = table.column(name).text(row);
            cells.add(text == null ? Json.NULL : Json.of(text));
        }
        return Json.array(cells);
    }
}
