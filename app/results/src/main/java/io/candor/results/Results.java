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
        public Run {
            notes = List.copyOf(notes);
        }
    }

    /**
     * @param name as in evidence subjects, without {@code model:}
     * @param digest of its folder or file
     * @param algorithm for example {@code ebm}
     * @param trained whether this run trained it
     */
    public record ModelEntry(String name, String digest, String algorithm, boolean trained) {}

    /**
     * @param name registered name
     * @param role {@code train}, {@code test}, {@code all}
     * @param fileDigest SHA-256 of the file's bytes
     * @param tableDigest SHA-256 of the rows in this role
     */
    public record DatasetEntry(
            String name, String role, String fileDigest, String tableDigest, long rows, long columns) {}

    public Results {
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

    /** The first evidence of a kind. */
    public Optional<Evidence> first(String kind) {
        return evidence.stream().filter(e -> e.kind().equals(kind)).findFirst();
    }

    /** All evidence of a kind, in order. */
    public List<Evidence> all(String kind) {
        return evidence.stream().filter(e -> e.kind().equals(kind)).toList();
    }
}
