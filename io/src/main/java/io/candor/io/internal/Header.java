package io.candor.io.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.candor.core.CandorException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The first row: names of columns.
 *
 * @param length bytes of the row with its line end
 */
public record Header(List<String> names, int length) {
    public Header {
        names = List.copyOf(names);
    }

    /**
     * @param start the first bytes of the file, at least the whole first row
     * @throws CandorException if the file is empty, the row is not UTF-8, or a name stands twice
     */
    public static Header parse(Path path, byte[] start, Dialect dialect) {
        int end = rowEnd(start, dialect);
        String row;
        try {
            row = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(start, 0, end))
                    .toString();
        } catch (CharacterCodingException e) {
            throw CandorException.user(
                    "CND-D014",
                    "the header of " + path.getFileName() + " is not UTF-8 text",
                    "UTF-8 text",
                    "save the file as UTF-8");
        }
        if (row.isBlank()) {
            throw CandorException.user(
                    "CND-D016",
                    path.getFileName() + (start.length == 0 ? " is empty" : " starts with an empty line"),
                    "a header line with the names of the columns",
                    "check how the file was made");
        }
        return new Header(names(path, row, dialect), end);
    }

    private static List<String> names(Path path, String row, Dialect dialect) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String cell : cells(path, row, dialect)) {
            String name = cell.strip();
            if (name.isEmpty()) name = "column_" + (names.size() + 1); // R and pandas leave the index without a name
            if (!seen.add(name)) {
                throw CandorException.user(
                        "CND-D017",
                        "two columns of " + path.getFileName() + " are called '" + name + "'",
                        "column names are unique",
                        "rename one of them");
            }
            names.add(name);
        }
        return names;
    }

    private static List<String> cells(Path path, String row, Dialect dialect) {
        try {
            return CsvReader.builder()
                    .fieldSeparator((char) dialect.delimiter())
                    .ofCsvRecord(row)
                    .iterator()
                    .next()
                    .getFields();
        } catch (CsvParseException | NoSuchElementException e) {
            throw CandorException.user(
                            "CND-D012",
                            path.getFileName() + ", line 1: the header can't be read (" + e.getMessage() + ")",
                            "names of columns, quotes closed",
                            "correct that line")
                    .causedBy(e);
        }
    }

    private static int rowEnd(byte[] bytes, Dialect dialect) {
        boolean quoted = false;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '"') quoted = !quoted;
            else if (!quoted && bytes[i] == dialect.lineEnd()) return i + 1;
        }
        return bytes.length;
    }
}
