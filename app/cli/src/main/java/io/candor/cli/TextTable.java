package io.candor.cli;

import java.util.ArrayList;
import java.util.List;

/** A table of text for people: columns padded, numbers to the right. Control characters of data are shown as a question mark. */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headers) {
        rows.add(List.of(headers));
    }

    TextTable row(String... cells) {
        List<String> clean = new ArrayList<>(cells.length);
        for (String cell : cells) clean.add(printable(cell));
        rows.add(clean);
        return this;
    }

    /** Text that can't move the cursor or turn the line around. */
    static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR;
            out.appendCodePoint(hidden ? '?' : c);
        });
        return out.toString();
    }

    /** As {@link #printable}, line by line. */
    static String printableLines(String text) {
        StringBuilder out = new StringBuilder();
        for (String line : text.split("\n", -1)) out.append(printable(line)).append('\n');
        out.setLength(out.length() - 1);
        return out.toString();
    }

    @Override
    public String toString() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        boolean[] numbers = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            numbers[c] = rows.size() > 1;
            for (int r = 0; r < rows.size(); r++) {
                String cell = rows.get(r).get(c);
                widths[c] = Math.max(widths[c], cell.codePointCount(0, cell.length()));
                if (r > 0) numbers[c] &= cell.matches("[-+]?[0-9][0-9.,eE+-]*|–|");
            }
        }
        StringBuilder out = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String cell = rows.get(r).get(c);
                String pad = " ".repeat(widths[c] - cell.codePointCount(0, cell.length()));
                if (c > 0) line.append("  ");
                line.append(numbers[c] ? pad + cell : cell + pad);
            }
            out.append(line.toString().stripTrailing()).append(r + 1 < rows.size() ? "\n" : "");
            if (r == 0)
                out.append("-"
                                .repeat(Math.max(
                                        1, line.toString().stripTrailing().length())))
                        .append('\n');
        }
        return out.toString();
    }
}
