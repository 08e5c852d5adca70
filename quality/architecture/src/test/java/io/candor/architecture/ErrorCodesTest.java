package io.candor.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ErrorCodesTest {
    private static final Path CATALOGUE = Sources.resolve("app/cli/src/main/resources/io/candor/cli/errors.md");

    /** A code at the start of a text, as errors are made; not one that a text only mentions. */
    private static final Pattern CODE = Pattern.compile("\"(CND-[A-Z][0-9]{3})[\":]");

    private static final Pattern MENTION = Pattern.compile("CND-[A-Z][0-9]{3}");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)\\R\\R(.+)\\R(.+)\\R(?=\\R## |\\z)");

    /** Codes that more than one class uses, with one meaning. */
    private static final Map<String, Set<String>> SHARED = new TreeMap<>(Map.ofEntries(
            Map.entry("CND-D003", Set.of("Table", "CsvReader")), // no such column
            Map.entry("CND-D011", Set.of("SourceFile", "PrivacyCommand")), // no such file
            Map.entry("CND-D012", Set.of("CsvReader", "Header")), // a row, or the header's, can't be read
            Map.entry("CND-D014", Set.of("SourceFile", "Header")), // not UTF-8
            Map.entry("CND-D015", Set.of("SourceFile", "CheckCommand", "CompareCommand")), // can't be read
            Map.entry(
                    "CND-F001", Set.of("Frame", "Predictions", "SliceSearch", "DataReport")), // numbers of rows differ
            Map.entry("CND-F005", Set.of("FairnessPlan", "Grouping")), // cut points can't be used
            Map.entry("CND-F030", Set.of("ReductionRows", "Setup")), // no groups to compare
            Map.entry("CND-F034", Set.of("Parity", "RateFloor", "Loss", "BoundedLoss", "Objective")), // out of range
            Map.entry("CND-F052", Set.of("Alert", "WatchedRate")), // a requirement that can't be watched
            Map.entry("CND-F053", Set.of("Alert", "MonitorPlan")), // a plan that can't be used
            Map.entry("CND-F054", Set.of("Batch", "FairnessMonitor")), // a batch that can't be counted
            Map.entry("CND-G003", Set.of("Binner", "InputColumn")), // text or dates
            Map.entry("CND-G006", Set.of("InputColumn", "NumberCuts")), // an infinite input
            Map.entry("CND-G009", Set.of("LinearTrainer", "TrainingRows")), // nothing to continue from
            Map.entry("CND-S001", Set.of("Store", "StoreLock")), // the folder can't be written
            Map.entry("CND-S004", Set.of("DatabaseErrors", "StoreLock")), // busy
            Map.entry("CND-T010", Set.of("TrailReport", "TrailCommand")), // something does not verify
            Map.entry("CND-U041", Set.of("CounterfactualCommand", "RecourseText")), // which row
            Map.entry("CND-U059", Set.of("FairnessMonitorCommand", "FairnessReportCommand")), // an option's value
            Map.entry("CND-Y002", Set.of("PolicyReader", "RunCommand")))); // missing or of the wrong type

    private static Map<String, Set<String>> users() {
        Map<String, Set<String>> users = new TreeMap<>();
        for (Path file : Sources.files()) {
            Matcher code = CODE.matcher(Sources.of(file));
            String type = String.valueOf(file.getFileName()).replace(".java", "");
            while (code.find())
                users.computeIfAbsent(code.group(1), c -> new TreeSet<>()).add(type);
        }
        return users;
    }

    @Test
    void aCodeHasOneMeaning() {
        Map<String, Set<String>> shared = users();
        shared.values().removeIf(types -> types.size() == 1);
        assertThat(shared).isEqualTo(SHARED);
    }

    @Test
    void aCodeThatIsPromisedIsUsed() {
        Set<String> mentioned = new TreeSet<>();
        for (Path file : Sources.files()) {
            Matcher code = MENTION.matcher(Sources.of(file));
            while (code.find()) mentioned.add(code.group());
        }
        mentioned.removeAll(users().keySet());
        assertThat(mentioned).isEmpty();
    }

    @Test
    void everyCodeStandsInTheCatalogueWithWhatItMeansAndWhatToDo() {
        Assumptions.assumeTrue(Files.exists(CATALOGUE), "there is no command yet");
        Set<String> sections = new TreeSet<>();
        Matcher section = SECTION.matcher(Sources.text(CATALOGUE));
        while (section.find())
            assertThat(sections.add(section.group(1))).as(section.group(1)).isTrue();
        Set<String> missing = new TreeSet<>(users().keySet());
        missing.removeAll(sections);
        assertThat(missing).as("codes without a section").isEmpty();
        sections.removeAll(users().keySet());
        assertThat(sections).as("sections without a code").isEmpty();
    }
}
