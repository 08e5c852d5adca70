package io.candor.http.internal;

import io.candor.core.CandorException;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import java.util.ArrayList;
import java.util.List;

/** Rows as the endpoint takes them; a missing cell is null, a category its text in the data. */
public final class Request {
    private final Descriptor descriptor;
    private final List<Column> columns = new ArrayList<>();

    public Request(Descriptor descriptor, Table rows) {
        this.descriptor = descriptor;
        for (Input input : descriptor.inputs()) columns.add(rows.column(input.name()));
    }

    /** @throws CandorException {@code CND-M053} if a number is infinite, which no JSON can say */
    public byte[] body(int from, int count) {
        List<Json> rows = new ArrayList<>();
        for (int i = from; i < from + count; i++) rows.add(row(i));
        Json.Obj body = switch (descriptor.shape()) {
            case ROWS -> Json.object().put(descriptor.rows(), Json.array(rows)).build();
            case INSTANCES -> Json.object().put("instances", Json.array(rows)).build();
            case DATAFRAME_SPLIT ->
                Json.object()
                        .put(
                                "dataframe_split",
                                Json.object()
                                        .put("columns", Json.texts(names()))
                                        .put("data", Json.array(rows))
                                        .build())
                        .build();
        };
        return CanonicalJson.bytes(body);
    }

    private List<String> names() {
        return descriptor.inputs().stream().map(Input::name).toList();
    }

    private Json row(int i) {
        if (descriptor.shape() == Descriptor.Shape.ROWS) {
            Json.Builder row = Json.object();
            for (int j = 0; j < columns.size(); j++) row.put(names().get(j), cell(j, i));
            return row.build();
        }
        List<Json> row = new ArrayList<>();
        for (int j = 0; j < columns.size(); j++) row.add(cell(j, i));
        return Json.array(row);
    }

    private Json cell(int j, int i) {
        Column column = columns.get(j);
        if (column.isMissing(i)) return Json.NULL;
        if (descriptor.inputs().get(j).kind() == Input.Kind.CATEGORY || !(column instanceof NumericColumn numbers)) {
            String text = column.text(i);
            return text == null ? Json.NULL : Json.of(text);
        }
        double value = numbers.get(i);
        if (!Double.isInfinite(value)) return Json.of(value);
        throw CandorException.user(
                "CND-M053",
                "row " + i + " has an infinite '" + column.name() + "'",
                "finite numbers, which JSON can say",
                "mend the row");
    }
}
