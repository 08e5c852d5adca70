package io.candor.fairness.monitor;

import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.evidence.Subject;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.fairness.monitor.internal.MonitorState;
import io.candor.fairness.monitor.internal.Tally;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts decisions by window and group, and labels when they come. Not thread-safe.
 *
 * <pre>{@code
 * FairnessMonitor monitor = FairnessMonitor.start(plan, reference);
 * monitor.add(batch, digestOfTheBatch, false);
 * MonitorReport report = monitor.report();
 * }</pre>
 *
 * <p>Which windows are kept depends on the newest position alone, and everything else is a sum, a minimum, a maximum or a union: any
 * order of batches and merges gives the same bytes. A row that is given twice counts twice, because no ids are kept; a whole
 * batch that comes again is known by its digest, as long as its newest window is kept (of each window the 64 smallest
 * digests are).
 */
public final class FairnessMonitor {
    static final int MOST_DIGESTS = 64;

    private final MonitorPlan plan;
    private final Tally reference;
    private final String configuration;
    private final Tally before;
    private final NavigableMap<Long, Tally> windows = new TreeMap<>();
    private final NavigableMap<Long, TreeSet<String>> batches = new TreeMap<>();
    private @Nullable Long first;
    private @Nullable Long last;
    private @Nullable Long closed;

    private FairnessMonitor(MonitorPlan plan, Tally reference) {
        this.plan = plan;
        this.reference = reference;
        this.before = new Tally(plan);
        this.configuration = Sha256.of(CanonicalJson.bytes(Json.object()
                .put("plan", plan.toJson())
                .put("reference", reference.toJson())
                .build()));
    }

    /**
     * @param reference rows whose distribution is the baseline of drift and of what moved: those that the model was assessed on
     * @throws CandorException {@code CND-F054} if it does not fit the plan
     */
    public static FairnessMonitor start(MonitorPlan plan, Batch reference) {
        Tally tally = new Tally(plan);
        fits(plan, reference);
        for (int i = 0; i < reference.rows(); i++) count(tally, reference, i);
        return new FairnessMonitor(plan, tally);
    }

    /**
     * Counts a batch.
     *
     * @param digest by which it is known when it comes again; null for none
     * @param force count it although it was counted before, or although it lies further ahead than the windows that are kept
     * @throws CandorException {@code CND-F054} it does not fit the plan, {@code CND-F055} it was counted before, {@code CND-F056} a
     *     position lies so far ahead that every window would be folded away; nothing is counted then
     */
    public void add(Batch batch, @Nullable String digest, boolean force) {
        fits(plan, batch);
        if (batch.rows() == 0) return;
        if (digest != null && !force) unknown(digest);
        long newest = Long.MIN_VALUE;
        for (long position : batch.positions()) newest = Math.max(newest, position);
        long window = plan.windows().of(newest);
        if (!force
                && last != null
                && window - plan.windows().of(last) > plan.windows().keep()) {
            throw CandorException.user(
                    "CND-F056",
                    "a position lies " + (window - plan.windows().of(last)) + " windows after the newest one",
                    "at most " + plan.windows().keep()
                            + ", else every window that is kept would be joined to those before",
                    "check the times; if they are right, force it");
        }
        Tally here = null;
        long at = Long.MIN_VALUE;
        for (int i = 0; i < batch.rows(); i++) {
            long w = plan.windows().of(batch.positions()[i]);
            if (here == null || w != at) here = windows.computeIfAbsent(w, k -> new Tally(plan));
            at = w;
            first = first == null ? w : Math.min(first, w);
            count(here, batch, i);
        }
        last = last == null ? newest : Math.max(last, newest);
        if (digest != null)
            batches.computeIfAbsent(window, w -> new TreeSet<>()).add(shortened(digest));
        if (plan.windows().kind() == Windows.Kind.BATCHES && !batch.late()) close(window + 1);
        fold();
    }

    /** Says that windows before this one have ended, although no row of a later one has come. */
    public void close(long window) {
        closed = closed == null ? window : Math.max(closed, window);
    }

    /**
     * Adds what another monitor counted.
     *
     * @throws CandorException {@code CND-F057} another configuration, {@code CND-F055} both hold one batch; nothing is added then
     */
    public void merge(FairnessMonitor other) {
        if (!configuration.equals(other.configuration)) {
            throw CandorException.user(
                    "CND-F057",
                    "the monitors have different configurations",
                    "the same plan and the same reference",
                    "start both from one state");
        }
        for (TreeSet<String> digests : other.batches.values()) digests.forEach(this::unknown);
        other.windows.forEach(
                (w, tally) -> windows.computeIfAbsent(w, k -> new Tally(plan)).add(tally));
        before.add(other.before);
        other.batches.forEach(
                (w, digests) -> batches.computeIfAbsent(w, k -> new TreeSet<>()).addAll(digests));
        if (other.first != null) first = first == null ? other.first : Math.min(first, other.first);
        if (other.last != null) last = last == null ? other.last : Math.max(last, other.last);
        if (other.closed != null) close(other.closed);
        fold();
    }

    /** What the windows show, and what the policies make of it. */
    public MonitorReport report() {
        return MonitorReport.of(this);
    }

    /** Evidence {@code fairness.monitoring} v1. */
    public Evidence evidence(List<Subject> subjects) {
        return MonitorEvidence.of(report(), subjects);
    }

    public MonitorPlan plan() {
        return plan;
    }

    /** SHA-256 of plan and reference: monitors that share it can be merged. */
    public String configuration() {
        return configuration;
    }

    /** The newest position; empty before the first row. */
    public OptionalLong last() {
        return last == null ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /** The state, canonical: equal counts give equal bytes. */
    public Json.Obj toJson() {
        return MonitorState.write(
                plan, configuration, reference, before, windows, batches, new MonitorState.Marks(first, last, closed));
    }

    /**
     * Reads a state back.
     *
     * @throws CandorException {@code CND-F058} not a state or a newer version, {@code CND-F059} damaged
     */
    public static FairnessMonitor fromJson(Json state) {
        MonitorState.Read read = MonitorState.read(state);
        FairnessMonitor monitor = new FairnessMonitor(read.plan(), read.reference());
        if (!monitor.configuration.equals(read.configuration())) throw MonitorState.damaged("its configuration", null);
        monitor.before.add(read.before());
        monitor.windows.putAll(read.windows());
        monitor.batches.putAll(read.batches());
        monitor.first = read.marks().first();
        monitor.last = read.marks().last();
        monitor.closed = read.marks().closed();
        return monitor;
    }

    Tally reference() {
        return reference;
    }

    Tally before() {
        return before;
    }

    NavigableMap<Long, Tally> windows() {
        return windows;
    }

    /** Whether no more decisions of a window are expected. */
    boolean isClosed(long window) {
        if (last == null) return false;
        if (window < plan.windows().of(last) || (closed != null && window < closed)) return true;
        Tally tally = windows.get(window);
        return plan.windows().kind() == Windows.Kind.ROWS
                && tally != null
                && tally.decided() >= plan.windows().size();
    }

    private static void count(Tally tally, Batch batch, int row) {
        for (int f = 0; f < batch.groups().length; f++) {
            int group = batch.groups()[f][row];
            int decision = batch.decisions()[row];
            if (!batch.late()) tally.decide(f, group, decision, batch.scores()[row]);
            if (batch.labels()[row] >= 0) tally.label(f, group, batch.labels()[row], decision);
        }
    }

    private static void fits(MonitorPlan plan, Batch batch) {
        boolean fine = batch.groups().length == plan.features().size();
        for (int f = 0; fine && f < batch.groups().length; f++) {
            int groups = plan.features().get(f).size();
            for (int code : batch.groups()[f]) fine &= code >= 0 && code < groups;
        }
        if (fine) return;
        throw CandorException.user(
                "CND-F054",
                "a batch can't be counted: its groups are not the plan's",
                "for each feature a group per row",
                "code the groups with the plan's features");
    }

    private void fold() {
        if (last == null) return;
        long oldest = plan.windows().of(last) - plan.windows().keep() + 1;
        NavigableMap<Long, Tally> old = windows.headMap(oldest, false);
        old.values().forEach(before::add);
        old.clear();
        batches.headMap(oldest, false).clear();
        for (TreeSet<String> digests : batches.values()) while (digests.size() > MOST_DIGESTS) digests.pollLast();
    }

    private void unknown(String digest) {
        String known = shortened(digest);
        if (batches.values().stream().noneMatch(d -> d.contains(known))) return;
        throw CandorException.user(
                "CND-F055",
                "this batch was counted before",
                "a batch that is not in the state yet",
                "leave it out; if it is another batch with equal content, force it");
    }

    /** 64 bits are enough to know a batch again, and keep the state small. */
    private static String shortened(String digest) {
        return digest.length() <= 16 ? digest : digest.substring(0, 16);
    }
}
