package io.candor.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    private static final Map<String, ArchRule> RULES = Rules.all();
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.candor")
            .that(DescribedPredicate.describe("belong to the house", ArchitectureTest::isNoTool));

    private static final JavaClasses SPECIMENS = new ClassFileImporter()
            .importUrl(
                    ArchitectureTest.class.getProtectionDomain().getCodeSource().getLocation());

    /** The kit for tests lies on the class path, too. */
    private static boolean isNoTool(JavaClass type) {
        return !type.getPackageName().startsWith("io.candor.testkit");
    }

    static Set<String> rules() {
        return RULES.keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeepsItsRule(String rule) {
        RULES.get(rule).check(HOUSE);
    }

    /** A rule that nothing can break would be no rule: the specimens among the tests break one of each kind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "core sees the JDK and jspecify only",
                "explain keeps the allowed directions",
                "privacy keeps the allowed directions",
                "internals of audit stay inside",
                "store alone talks to the database engine",
                "store and connectors alone load native code",
                "onnx alone sees its runtime",
                "xgboost alone sees its library",
                "jackson is for io, control and app",
                "picocli is for cli",
                "protect draws from the secure generator only",
                "protect does not call random()",
                "packages have no cycles"
            })
    void theRuleIsBrokenByASpecimen(String rule) {
        ArchRule broken = Objects.requireNonNull(RULES.get(rule), rule);
        assertThat(broken.evaluate(SPECIMENS).hasViolation()).isTrue();
    }

    @Test
    void everyRoomIsThereAndHasItsDirections() {
        Set<String> areas = new TreeSet<>();
        for (JavaClass type : HOUSE) areas.add(type.getPackageName().replaceFirst("io\\.candor\\.([a-z]+).*", "$1"));
        assertThat(areas).isEqualTo(Room.areas());
    }

    @Test
    void everyModuleIsARoomOrATool() {
        Set<String> areas = new TreeSet<>();
        Stream<String> rooms =
                Sources.modules().stream().filter(m -> !m.startsWith("quality/") && !m.startsWith("build/"));
        rooms.forEach(module -> areas.add(module.substring(module.lastIndexOf('/') + 1)));
        assertThat(areas).isEqualTo(Room.areas());
    }
}
