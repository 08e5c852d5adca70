package io.candor.core.model;

import io.candor.core.data.Column;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A uniform number for every row that is a function of the row: HMAC-SHA-256 (RFC 2104) under a key of the texts of some columns. The same row gets
 * the same number whenever, wherever and in whichever batch it comes, so that a decision by chance can be repeated and audited, and can't be
 * asked for again until it is liked. Rows that agree in all these columns share their number.
 *
 * @param key keep it from those who are decided about: with it, draws can be foreseen
 * @param columns that tell rows apart: an id, or what the model reads; one or more
 */
public record RowDraws(String key, List<String> columns) {
    public RowDraws {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) throw new IllegalArgumentException("a column is needed to tell rows apart");
        if (key.isEmpty()) throw new IllegalArgumentException("the key is empty");
    }

    /**
     * One number per row in [0, 1), a multiple of 2^-53.
     *
     * @throws io.candor.core.CandorException {@code CND-D003} for a column that is not there
     */
    public double[] of(Table rows) {
        List<Column> read = new ArrayList<>();
        for (String column : columns) read.add(rows.column(column));
        double[] draws = new double[rows.rows()];
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            for (int i = 0; i < draws.length; i++) {
                for (Column column : read) add(mac, column.text(i));
                draws[i] = (ByteBuffer.wrap(mac.doFinal()).getLong() >>> 11) * 0x1.0p-53;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
        return draws;
    }

    /** Length before text, so that no two rows run together; −1 for a missing value. */
    private static void add(Mac mac, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        int length = text == null ? -1 : bytes.length;
        mac.update(ByteBuffer.allocate(4).putInt(length).flip());
        mac.update(bytes);
    }

    public Json.Obj toJson() {
        return Json.object().put("key", key).put("columns", Json.texts(columns)).build();
    }

    /** Reads what {@link #toJson} writes. */
    public static RowDraws fromJson(Json.Obj json) {
        List<String> columns = new ArrayList<>();
        for (Json column : json.array("columns")) columns.add(((Json.Str) column).value());
        return new RowDraws(json.text("key"), columns);
    }
}
