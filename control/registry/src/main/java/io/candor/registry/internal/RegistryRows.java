package io.candor.registry.internal;

import io.candor.registry.DataUse;
import io.candor.registry.ModelUse;
import io.candor.registry.ModelVersion;
import io.candor.registry.ResultsRef;
import io.candor.registry.RunRecord;
import io.candor.registry.RunSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The registry's SQL, within somebody's transaction. */
public final class RegistryRows {
    private static final RowMapper<RunSummary> RUN = (row, context) -> new RunSummary(
            row.getString("id"),
            row.getString("experiment"),
            row.getString("name"),
            row.getString("started"),
            row.getString("finished"),
            row.getString("record"));

    private static final RowMapper<ModelVersion> MODEL = (row, context) -> new ModelVersion(
            row.getString("name"),
            row.getInt("version"),
            row.getString("digest"),
            row.getString("algorithm"),
            row.getString("run"),
            row.getString("salt"));

    private final Handle handle;

    public RegistryRows(Handle handle) {
        this.handle = handle;
    }

    /** Every row that a record stands for: once as it goes into the database, once as it must be found there. */
    public static Set<List<String>> derived(RunRecord run, String recordDigest) {
        Set<List<String>> rows = newSet();
        rows.add(List.of("run", run.id(), run.experiment(), run.name(), run.started(), run.finished(), recordDigest));
        for (DataUse data : run.datasets()) {
            rows.add(List.of("run_data", run.id(), data.role(), data.name(), data.fileDigest()));
        }
        for (ModelUse model : run.models()) {
            String direction = model.produced() ? "produced" : "used";
            rows.add(List.of("run_model", run.id(), model.name(), model.digest(), direction));
        }
        for (RunRecord.EvidenceRef evidence : run.evidence()) {
            rows.add(List.of("run_evidence", run.id(), evidence.id(), evidence.kind()));
        }
        return rows;
    }

    /** The rows of one run as they are. */
    public Set<List<String>> present(String run) {
        Set<List<String>> rows = newSet();
        collect(rows, "run", "select id, experiment, name, started, finished, record from run where id = :run", run);
        collect(rows, "run_data", "select run, role, name, file_digest from run_data where run = :run", run);
        collect(rows, "run_model", "select run, name, digest, direction from run_model where run = :run", run);
        collect(rows, "run_evidence", "select run, evidence, kind from run_evidence where run = :run", run);
        return rows;
    }

    private void collect(Set<List<String>> rows, String table, String sql, String run) {
        handle.createQuery(sql)
                .bind("run", run)
                .map((row, context) -> {
                    List<String> cells = new java.util.ArrayList<>(List.of(table));
                    int columns = row.getMetaData().getColumnCount();
                    for (int i = 1; i <= columns; i++) cells.add(String.valueOf(row.getString(i)));
                    return cells;
                })
                .forEach(rows::add);
    }

    private static Set<List<String>> newSet() {
        return new TreeSet<>((a, b) -> String.join("\0", a).compareTo(String.join("\0", b)));
    }

    public void insert(Set<List<String>> rows) {
        // "run" goes first, the others refer to it
        rows.stream().filter(row -> row.get(0).equals("run")).forEach(this::insert);
        rows.stream().filter(row -> !row.get(0).equals("run")).forEach(this::insert);
    }

    private void insert(List<String> row) {
        String marks = "?" + ", ?".repeat(row.size() - 2);
        handle.execute(
                "insert into " + row.get(0) + " values (" + marks + ")",
                row.subList(1, row.size()).toArray());
    }

    public Optional<RunSummary> run(String id) {
        return handle.createQuery("select * from run where id = :id")
                .bind("id", id)
                .map(RUN)
                .findOne();
    }

    /** Newest first. */
    public List<RunSummary> runs() {
        return handle.createQuery("select * from run order by started desc, id")
                .map(RUN)
                .list();
    }

    /** By name and version. */
    public List<ModelVersion> models() {
        return handle.createQuery("select * from model order by name, version")
                .map(MODEL)
                .list();
    }

    public List<ModelVersion> models(String name) {
        return handle.createQuery("select * from model where name = :name order by version")
                .bind("name", name)
                .map(MODEL)
                .list();
    }

    public void insert(ModelVersion model) {
        handle.execute(
                "insert into model (name, version, digest, algorithm, run, salt) values (?, ?, ?, ?, ?, ?)",
                model.name(),
                model.version(),
                model.digest(),
                model.algorithm(),
                model.run(),
                model.salt());
    }

    public void insert(ResultsRef results) {
        handle.execute(
                "insert into results (run, path, digest) values (?, ?, ?)"
                        + " on conflict (run, path) do update set digest = excluded.digest",
                results.run(),
                results.path().toString(),
                results.digest());
    }

    public List<ResultsRef> results() {
        return handle.createQuery("select run, path, digest from results order by run, path")
                .map((row, context) -> new ResultsRef(row.getString(1), Path.of(row.getString(2)), row.getString(3)))
                .list();
    }

    /** Edges of the lineage, each from what came first to what came of it. */
    public List<Edge> edges() {
        return handle.createQuery("select 'data:' || file_digest, 'run:' || run, 'used', role, name from run_data"
                        + " union all select 'model:' || digest, 'run:' || run, direction, '', name from run_model"
                        + " where direction = 'used'"
                        + " union all select 'run:' || run, 'model:' || digest, direction, '', name from run_model"
                        + " where direction = 'produced'"
                        + " union all select 'run:' || run, 'evidence:' || evidence, 'produced', '', kind from run_evidence"
                        + " order by 1, 2, 3, 4, 5")
                .map((row, context) -> new Edge(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list();
    }
}
