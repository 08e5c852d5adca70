package io.candor.architecture;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A room of the house and the rooms that it may see: {@code docs/design/architecture.md}, "Allowed directions". A new room is
 * added here first.
 */
enum Room {
    CORE,
    IO(CORE),
    STORE(CORE),

    EVALUATION(CORE, IO),
    GLASSBOX(CORE, IO, EVALUATION),
    EXPLAIN(CORE, IO, EVALUATION),
    FAIRNESS(CORE, IO, EVALUATION),

    PRIVACY(CORE, IO),
    LEDGER(CORE, IO, STORE, PRIVACY),

    AUDIT(CORE, IO, STORE),
    POLICY(CORE, IO),
    REGISTRY(CORE, IO, STORE, AUDIT, POLICY),
    DATASHEET(CORE, IO),

    HTTP(CORE, IO),
    ONNX(CORE, IO),
    XGBOOST(CORE, IO),

    RESULTS(CORE, IO),
    ASSESSMENT(
            CORE,
            IO,
            STORE,
            EVALUATION,
            GLASSBOX,
            EXPLAIN,
            FAIRNESS,
            PRIVACY,
            LEDGER,
            AUDIT,
            POLICY,
            REGISTRY,
            DATASHEET,
            RESULTS),
    REPORT(
            CORE,
            IO,
            EVALUATION,
            GLASSBOX,
            EXPLAIN,
            FAIRNESS,
            PRIVACY,
            LEDGER,
            AUDIT,
            POLICY,
            REGISTRY,
            DATASHEET,
            RESULTS),
    CLI(
            CORE,
            IO,
            STORE,
            EVALUATION,
            GLASSBOX,
            EXPLAIN,
            FAIRNESS,
            PRIVACY,
            LEDGER,
            AUDIT,
            POLICY,
            REGISTRY,
            DATASHEET,
            RESULTS,
            ASSESSMENT,
            REPORT);

    @SuppressWarnings("ImmutableEnumChecker") // List.of does not change
    private final List<Room> sees;

    Room(Room... sees) {
        this.sees = List.of(sees);
    }

    String area() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The room's packages, in ArchUnit's notation. */
    String packages() {
        return "io.candor." + area() + "..";
    }

    String internals() {
        return "io.candor." + area() + "..internal..";
    }

    /** Packages of the rooms that this one must not see. */
    String[] hidden() {
        return Stream.of(values())
                .filter(room -> room != this && !sees.contains(room))
                .map(Room::packages)
                .toArray(String[]::new);
    }

    static String[] packagesOf(Room... rooms) {
        return Stream.of(rooms).map(Room::packages).toArray(String[]::new);
    }

    /** Names of the rooms: the last part of their folders, the third of their packages. */
    static Set<String> areas() {
        Set<String> areas = new TreeSet<>();
        for (Room room : values()) areas.add(room.area());
        return areas;
    }
}
