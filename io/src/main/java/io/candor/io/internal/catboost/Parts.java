package io.candor.io.internal.catboost;

import io.candor.core.json.Json;
import java.util.List;

/** Members of JSON objects, checked. */
final class Parts {
    private Parts() {}

    static int index(Json.Obj of, String name, int below) {
        double value = of.number(name);
        if (value != (int) value || value < 0 || value >= below) {
            throw new IllegalArgumentException("'" + name + "' names nothing that is there");
        }
        return (int) value;
    }

    /** Empty if it is not there. */
    static List<Json> list(Json.Obj of, String name) {
        Json list = of.get(name);
        return list == null || list instanceof Json.Null ? List.of() : ((Json.Arr) list).items();
    }

    static double number(Json value) {
        return ((Json.Num) value).value();
    }

    /** 32 bits of a hash, with a sign or without. */
    static int hash(Json value) {
        double number = number(value);
        if (number != (long) number || number < Integer.MIN_VALUE || number > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("a hash is none");
        }
        return (int) (long) number;
    }
}
