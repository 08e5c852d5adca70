package io.candor.io.internal;

import io.candor.core.CandorException;
import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.ColumnType;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.TextColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Joins the pieces of one column and decides its type. */
public final class ColumnMerger {
    /** With more distinct texts than this a column is text. */
    public static final int MAX_LEVELS = 1_000;

    private ColumnMerger() {}

    /** @param set the type that was asked for; null infers it */
    public static Column merge(String name, List<Piece> pieces, @Nullable ColumnType set) {
        boolean numbers = pieces.stream().allMatch(p -> p instanceof Piece.Numbers);
        if (numbers && (set == null || set == ColumnType.NUMBER)) return numbers(name, pieces);
        if (set == ColumnType.NUMBER) throw unfit(name, set);
        return coded(name, pieces, set);
    }

    private static NumericColumn numbers(String name, List<Piece> pieces) {
        int rows = 0;
        for (Piece piece : pieces) rows += ((Piece.Numbers) piece).values().length;
        double[] values = new double[rows];
        int at = 0;
        for (Piece piece : pieces) {
            double[] part = ((Piece.Numbers) piece).values();
            System.arraycopy(part, 0, values, at, part.length);
            at += part.length;
        }
        return new NumericColumn(name, values);
    }

    private static Column coded(String name, List<Piece> pieces, @Nullable ColumnType set) {
        int rows = 0;
        for (Piece piece : pieces) rows += ((Piece.Codes) piece).codes().length;
        TreeMap<String, Integer> sorted = new TreeMap<>();
        for (Piece piece : pieces) for (String level : ((Piece.Codes) piece).levels()) sorted.put(level, 0);
        List<String> levels = new ArrayList<>(sorted.keySet());
        Map<String, Integer> index = new HashMap<>();
        for (int l = 0; l < levels.size(); l++) index.put(levels.get(l), l);
        int[] codes = new int[rows];
        int at = 0;
        for (Piece piece : pieces) {
            Piece.Codes part = (Piece.Codes) piece;
            int[] global = new int[part.levels().size()];
            for (int l = 0; l < global.length; l++)
                global[l] = index.getOrDefault(part.levels().get(l), -1);
            for (int code : part.codes()) codes[at++] = code < 0 ? -1 : global[code];
        }
        ColumnType type = set != null ? set : infer(levels);
        return switch (type) {
            case INSTANT -> instants(name, codes, levels);
            case BOOLEAN -> booleans(name, codes, levels);
            case TEXT -> text(name, codes, levels);
            default -> new CategoricalColumn(name, codes, levels);
        };
    }

    private static ColumnType infer(List<String> levels) {
        boolean instants = true;
        boolean booleans = levels.size() <= 2;
        for (String level : levels) {
            instants = instants && Instants.parse(level) != InstantColumn.MISSING;
            booleans = booleans && truth(level) >= 0;
            if (!instants && !booleans) break;
        }
        if (instants && !levels.isEmpty()) return ColumnType.INSTANT;
        if (booleans && !levels.isEmpty()) return ColumnType.BOOLEAN;
        return levels.size() <= MAX_LEVELS ? ColumnType.CATEGORY : ColumnType.TEXT;
    }

    private static Column instants(String name, int[] codes, List<String> levels) {
        long[] parsed = new long[levels.size()];
        boolean dates = true;
        for (int l = 0; l < parsed.length; l++) {
            parsed[l] = Instants.parse(levels.get(l));
            if (parsed[l] == InstantColumn.MISSING) throw unfit(name, ColumnType.INSTANT);
            dates &= Instants.isDate(levels.get(l));
        }
        long[] micros = new long[codes.length];
        for (int i = 0; i < codes.length; i++) micros[i] = codes[i] < 0 ? InstantColumn.MISSING : parsed[codes[i]];
        return new InstantColumn(name, micros, dates);
    }

    private static Column booleans(String name, int[] codes, List<String> levels) {
        byte[] truths = new byte[levels.size()];
        for (int l = 0; l < truths.length; l++) {
            truths[l] = truth(levels.get(l));
            if (truths[l] < 0) throw unfit(name, ColumnType.BOOLEAN);
        }
        byte[] values = new byte[codes.length];
        for (int i = 0; i < codes.length; i++) values[i] = codes[i] < 0 ? -1 : truths[codes[i]];
        return new BooleanColumn(name, values);
    }

    private static Column text(String name, int[] codes, List<String> levels) {
        @Nullable String[] values = new @Nullable String[codes.length];
        for (int i = 0; i < codes.length; i++) values[i] = codes[i] < 0 ? null : levels.get(codes[i]);
        return new TextColumn(name, values);
    }

    private static byte truth(String level) {
        return (byte)
                switch (level.toLowerCase(Locale.ROOT)) {
                    case "true" -> 1;
                    case "false" -> 0;
                    default -> -1;
                };
    }

    private static CandorException unfit(String name, ColumnType type) {
        return CandorException.user(
                "CND-D018",
                "column '" + name + "' has cells that are not of type " + type.label(),
                "every cell fits the type that was set",
                "remove the type, or correct the cells");
    }
}
