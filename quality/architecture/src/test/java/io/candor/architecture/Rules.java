package io.candor.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the house promises about its code, by name. */
final class Rules {
    private Rules() {}

    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("core sees the JDK and jspecify only", coreSeesTheJdkOnly());
        for (Room room : Room.values()) {
            if (room.hidden().length > 0) rules.put(room.area() + " keeps the allowed directions", directions(room));
            rules.put("internals of " + room.area() + " stay inside", internalsStayInside(room));
        }
        rules.put("store alone talks to the database engine", storeAloneTalksToTheEngine());
        rules.put("store and connectors alone load native code", storeAloneLoadsNativeCode());
        rules.put("onnx alone sees its runtime", onnxAloneSeesItsRuntime());
        rules.put("xgboost alone sees its library", xgboostAloneSeesItsLibrary());
        rules.put("jackson is for io, control and app", jacksonStaysOutside());
        rules.put("picocli is for cli", picocliIsForCli());
        rules.put("protect draws from the secure generator only", protectDrawsSecurely());
        rules.put("protect does not call random()", protectDoesNotCallRandom());
        rules.put("packages have no cycles", packagesHaveNoCycles());
        return rules;
    }

    static ArchRule coreSeesTheJdkOnly() {
        return classes()
                .that()
                .resideInAPackage(Room.CORE.packages())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("", "java..", "javax.crypto..", "org.jspecify..", Room.CORE.packages());
    }

    static ArchRule directions(Room room) {
        return noClasses()
                .that()
                .resideInAPackage(room.packages())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(room.hidden());
    }

    static ArchRule internalsStayInside(Room room) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room.packages())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(room.internals());
    }

    static ArchRule storeAloneTalksToTheEngine() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Room.STORE.packages())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.sqlite..", "org.flywaydb..");
    }

    static ArchRule storeAloneLoadsNativeCode() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(Room.STORE.packages(), Room.ONNX.packages(), Room.XGBOOST.packages())
                .should()
                .callMethod(System.class, "load", String.class)
                .orShould()
                .callMethod(System.class, "loadLibrary", String.class)
                .orShould()
                .callMethod(Runtime.class, "load", String.class)
                .orShould()
                .callMethod(Runtime.class, "loadLibrary", String.class);
    }

    static ArchRule onnxAloneSeesItsRuntime() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Room.ONNX.packages())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..");
    }

    static ArchRule xgboostAloneSeesItsLibrary() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Room.XGBOOST.packages())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ml.dmlc..");
    }

    static ArchRule jacksonStaysOutside() {
        return noClasses()
                .that()
                .resideInAnyPackage(Room.packagesOf(
                        Room.CORE,
                        Room.STORE,
                        Room.EVALUATION,
                        Room.GLASSBOX,
                        Room.EXPLAIN,
                        Room.FAIRNESS,
                        Room.PRIVACY,
                        Room.LEDGER))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..");
    }

    static ArchRule picocliIsForCli() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Room.CLI.packages())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..");
    }

    /** Beyond the three that the design names, everything that can be seeded: noise must not be repeatable. */
    static ArchRule protectDrawsSecurely() {
        return noClasses()
                .that()
                .resideInAnyPackage(Room.packagesOf(Room.PRIVACY, Room.LEDGER))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.SplittableRandom")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.random..", "io.candor.core.random..");
    }

    static ArchRule protectDoesNotCallRandom() {
        return noClasses()
                .that()
                .resideInAnyPackage(Room.packagesOf(Room.PRIVACY, Room.LEDGER))
                .should()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(StrictMath.class, "random");
    }

    /** A package and its {@code internal} are one: what is public there is the other's means. */
    static ArchRule packagesHaveNoCycles() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getPackageName().replaceAll("\\.internal(\\..*)?$", ""));
                    }

                    @Override
                    public String getDescription() {
                        return "packages with their internals";
                    }
                })
                .should()
                .beFreeOfCycles();
    }
}
