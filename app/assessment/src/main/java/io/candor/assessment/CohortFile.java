package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.data.Cohort;
import io.candor.core.data.Condition;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.Json;
import io.candor.io.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a cohort into {@code candor.yaml} without touching anything else: lines are put in or replaced, and the file is only written if
 * it then says what it said before, and the cohort. So comments and layout stay, and what is not understood is not changed.
 */
public final class CohortFile {
    private static final Pattern KEY = Pattern.compile("(?:cohorts|\"cohorts\"|'cohorts')\\s*:(.*)", Pattern.DOTALL);
    private static final Pattern NOTHING =
            Pattern.compile("\\s*(?:(?:\\{\\s*}|null|~)\\s*)?(?:(?<=\\s)#.*)?", Pattern.DOTALL);

    private CohortFile() {}

    /**
     * Adds a cohort, or replaces the one of its name. The file is replaced as a whole or not at all.
     *
     * @throws CandorException {@code CND-C035} if that can't be done without changing something else
     */
    public static void save(Path file, Cohort cohort) {
        Json read = YamlText.read(file);
        String source = String.valueOf(file.getFileName());
        byte[] bytes = bytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!(read instanceof Json.Obj before)) throw unsafe(source, "it is no map of keys");
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) throw unsafe(source, "it is not in UTF-8");
        String after = with(text, cohort, source);
        Json written;
        try {
            written = YamlText.parse(after.getBytes(StandardCharsets.UTF_8), source);
        } catch (CandorException e) {
            throw unsafe(source, "its layout is not understood").causedBy(e);
        }
        if (!written.equals(expected(before, cohort))) throw unsafe(source, "its layout is not understood");
        AtomicFile.write(real(file), after);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A link stays one: what it leads to is replaced. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json expected(Json.Obj before, Cohort cohort) {
        Map<String, Json> cohorts =
                new LinkedHashMap<>(before.get("cohorts") instanceof Json.Obj own ? own.members() : Map.of());
        cohorts.put(cohort.name(), Json.texts(texts(cohort)));
        Map<String, Json> members = new LinkedHashMap<>(before.members());
        members.put("cohorts", new Json.Obj(cohorts));
        return new Json.Obj(members);
    }

    private static List<String> texts(Cohort cohort) {
        return cohort.conditions().stream().map(Condition::text).toList();
    }

    /** The text with the cohort in it. */
    private static String with(String text, Cohort cohort, String source) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("(?<=\n)")));
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        int last = lines.size() - 1;
        if (!lines.get(last).isEmpty() && !lines.get(last).endsWith("\n")) lines.set(last, lines.get(last) + end);
        int key = 0;
        Matcher found = KEY.matcher("");
        while (key < lines.size() && !found.reset(lines.get(key)).matches()) key++;
        if (key == lines.size()) {
            lines.add(end + "# Groups of rows that explanations can be asked for." + end + "cohorts:" + end);
            lines.addAll(block(cohort, "  ", end));
            return String.join("", lines);
        }
        if (!NOTHING.matcher(found.group(1)).matches()) throw unsafe(source, "'cohorts' is not written as a block");
        int stop = stop(lines, key + 1, 1);
        String indent = "  ";
        if (stop == key + 1) lines.set(key, lines.get(key).replaceFirst(":\\s*(?:\\{\\s*}|null|~)", ":"));
        else indent = " ".repeat(indent(lines.get(next(lines, key + 1))));
        int from = stop;
        int to = stop;
        for (int at = next(lines, key + 1); at < stop; at = next(lines, stop(lines, at + 1, indent.length() + 1))) {
            int behind = stop(lines, at + 1, indent.length() + 1);
            if (indent(lines.get(at)) != indent.length()) throw unsafe(source, "its layout is not understood");
            String entry = String.join("", lines.subList(at, behind)).stripIndent();
            boolean same = YamlText.parse(entry.getBytes(StandardCharsets.UTF_8), source) instanceof Json.Obj one
                    && one.members().containsKey(cohort.name());
            if (!same) continue;
            from = at;
            to = behind;
        }
        lines.subList(from, to).clear();
        lines.addAll(from, block(cohort, indent, end));
        return String.join("", lines);
    }

    /** The next line with content. */
    private static int next(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && indent(lines.get(at)) < 0) at++;
        return at;
    }

    /** Behind the last line with content that is indented so far or further, or begins an item of a list just before. */
    private static int stop(List<String> lines, int from, int least) {
        int stop = from;
        for (int at = from; at < lines.size(); at++) {
            int indent = indent(lines.get(at));
            if (indent < 0) continue;
            boolean item =
                    least > 1 && indent == least - 1 && lines.get(at).strip().startsWith("-");
            if (indent < least && !item) break;
            stop = at + 1;
        }
        return stop;
    }

    /** Spaces before a line's content; −1 of a line with none, or with a comment. */
    private static int indent(String line) {
        String content = line.strip();
        if (content.isEmpty() || content.startsWith("#")) return -1;
        return line.indexOf(content.charAt(0));
    }

    private static List<String> block(Cohort cohort, String indent, String end) {
        List<String> lines = new ArrayList<>(List.of(indent + Template.quoted(cohort.name()) + ":" + end));
        for (String text : texts(cohort)) lines.add(indent + "  - " + Template.quoted(text) + end);
        return lines;
    }

    private static CandorException unsafe(String source, String why) {
        return CandorException.user(
                "CND-C035",
                "the cohort can't be written into " + source + ": " + why,
                "a file in which one block of lines can be added or replaced and all else stays",
                "write the cohort into it by hand, under 'cohorts:'");
    }
}
