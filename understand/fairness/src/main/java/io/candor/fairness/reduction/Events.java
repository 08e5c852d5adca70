package io.candor.fairness.reduction;

import java.util.List;

/**
 * The event that each row belongs to: rows of one event are compared between groups.
 *
 * @param codes one per row: an index into {@code names}, or −1 for a row that no constraint looks at
 * @param names of the events, for people
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record Events(int[] codes, List<String> names) {
    public Events {
        names = List.copyOf(names);
        for (int code : codes)
            if (code < -1 || code >= names.size()) throw new IllegalArgumentException("no such event");
    }

    /** One event of all rows. */
    public static Events all(ReductionRows rows) {
        return new Events(new int[rows.size()], List.of("all"));
    }

    /** An event per label, 0 and 1; rows of a label that is not wanted belong to none. */
    public static Events ofLabels(ReductionRows rows, boolean negatives, boolean positives) {
        int[] codes = new int[rows.size()];
        for (int i = 0; i < codes.length; i++) {
            boolean positive = rows.label(i) == 1;
            codes[i] = (positive ? positives : negatives) ? (positive ? 1 : 0) : -1;
        }
        return new Events(codes, List.of("label=0", "label=1"));
    }
}
