package io.candor.results;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * What a run found. Everything refers to everything else by digest or id, never by position.
 *
 * @param run who and when
 * @param models assessed models
 * @param datasets data by role
 * @param evidence in the order it was made; kinds that this release does not know are kept
 * @param gates decisions as {@code control/policy} writes them; empty without a policy
 * @param policyId the policy's id, if one decided
 * @param ledger the privacy budget after the run, absent without one
 * @param environment JDK, system, dependencies
 * @param trail checkpoint after the evidence was logged, absent without a store
 */
public record Results(
        Run run,
        List<ModelEntry> models,
        List<DatasetEntry> datasets,
        List<Evidence> evidence,
        List<Json.Obj> gates,
        Optional<String> policyId,
        Optional<Json.Obj> ledger,
        Json.Obj environment,
        Optional<Json.Obj> trail) {

    /** The version of the file's shape. */
    public static final int SCHEMA_VERSION = 1;

    /**
     * @param id 32 lower-case hexadecimal digits
     * @param name for people
     * @param seed of everything reproducible
     * @param started ISO 8601, UTC
     * @param finished ISO 8601, UTC
     * @param candor version of the program
     * @param notes decisions that the run took by itself, one sentence each
     */
    public record Run(
            String id, String name, long seed, String started, String finished, String candor, List<String> notes) {
        /** @throws IllegalArgumentException if the id has another form */
        public Run {
            if (!id.matches("[0-9a-f]{32}")) throw new IllegalArgumentException("not a run id: " + id);
            notes = List.copyOf(notes);
        }
    }

    /**
     * @param name as in evidence subjects, without {@code model:}
     * @param digest of its folder or file
     * @param algorithm for example {@code ebm}
     * @param trained whether this run trained it
     */
    public record ModelEntry(String name, String digest, String algorithm, boolean trained) {
        /** @throws IllegalArgumentException if the digest has another form */
        public ModelEntry {
            checkDigest(digest);
        }
    }

    /**
     * @param name registered name
     * @param role {@code train}, {@code test}, {@code all}
     * @param fileDigest SHA-256 of the file's bytes
     * @param tableDigest SHA-256 of the rows in this role
     */
    public record DatasetEntry(
            String name, String role, String fileDigest, String tableDigest, long rows, long columns) {
        /** @throws IllegalArgumentException if a digest has another form */
        public DatasetEntry {
            checkDigest(fileDigest);
            checkDigest(tableDigest);
        }
    }

    /** @throws IllegalArgumentException if a gate lacks what every gate has */
    public Results {
        gates.forEach(Results::check);
        models = List.copyOf(models);
        datasets = List.copyOf(datasets);
        evidence = List.copyOf(evidence);
        gates = List.copyOf(gates);
    }

    /** This with the state of the trail after its evidence was logged. */
    public Results withTrail(Json.Obj checkpoint) {
        return new Results(
                run, models, datasets, evidence, gates, policyId, ledger, environment, Optional.of(checkpoint));
    }

    /** This with the decisions of another policy. */
    public Results withGates(String policy, List<Json.Obj> decisions) {
        return new Results(run, models, datasets, evidence, decisions, Optional.of(policy), ledger, environment, trail);
    }

    /** What a gate counts as: {@code pass}, {@code warn} or {@code fail}; without the member, its level unless it is met. */
    public static String countsAs(Json.Obj gate) {
        return gate.optionalText("counts_as")
                .orElseGet(() -> gate.text("state").equals("met") ? "pass" : gate.text("level"));
    }

    /** Whether a gate fails the policy. */
    public boolean fails() {
        return gates.stream().anyMatch(g -> countsAs(g).equals("fail"));
    }

    private static void check(Json.Obj gate) {
        for (String member : List.of("id", "requirement", "level", "state", "reason")) gate.text(member);
        oneOf(gate.text("level"), "fail", "warn");
        oneOf(gate.text("state"), "met", "not_met", "undecided");
        oneOf(countsAs(gate), "pass", "warn", "fail");
    }

    private static void oneOf(String value, String... allowed) {
        if (!List.of(allowed).contains(value))
            throw new IllegalArgumentException("'" + value + "' is none of " + List.of(allowed));
    }

    private static void checkDigest(String digest) {
        if (!digest.matches("[0-9a-f]{64}")) throw new IllegalArgumentException("not a SHA-256 digest: " + digest);
    }

    /** The first evidence of a kind. */
    public Optional<Evidence> first(String kind) {
        return evidence.stream().filter(e -> e.kind().equals(kind)).findFirst();
    }

    /** All evidence of a kind, in order. */
    public List<Evidence> all(String kind) {
        return evidence.stream().filter(e -> e.kind().equals(kind)).toList();
    }
}
