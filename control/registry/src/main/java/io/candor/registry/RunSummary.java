package io.candor.registry;

/**
 * One line of the list of runs.
 *
 * @param id 32 hexadecimal digits
 * @param started ISO 8601, UTC
 * @param finished ISO 8601, UTC
 * @param record digest of its record, which stands in the trail
 */
public record RunSummary(String id, String experiment, String name, String started, String finished, String record) {}
