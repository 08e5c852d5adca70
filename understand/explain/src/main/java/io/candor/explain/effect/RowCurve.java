package io.candor.explain.effect;

import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import java.util.List;

/**
 * The curve of one row (individual conditional expectation; Goldstein et al. 2015): its prediction with one input set to values of the
 * data, all else as it is.
 *
 * @param points numbers or names of levels
 * @param values per output, then point
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RowCurve(String input, boolean number, Json points, double[][] values) {
    /**
     * @param data rows whose values are taken
     * @param row a table of this one row, which may hold values that the data does not
     * @param most points of a number, at least two
     */
    public static RowCurve of(BlackBox model, Table data, Table row, Input input, int most) {
        GridPoints grid = GridPoints.of(InputRows.of(List.of(input), data), 0, most);
        Table varied =
                row.select(new int[grid.count()]).with(data.column(input.name()).select(grid.rows()));
        double[] scores = model.to("vary '" + input.name() + "'").score(varied);
        int outputs = model.outputs().count();
        double[][] values = new double[outputs][grid.count()];
        for (int g = 0; g < grid.count(); g++) for (int k = 0; k < outputs; k++) values[k][g] = scores[g * outputs + k];
        return new RowCurve(input.name(), grid.number(), grid.labels(), values);
    }
}
