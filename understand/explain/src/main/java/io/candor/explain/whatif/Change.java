package io.candor.explain.whatif;

/**
 * One input of a row with another value.
 *
 * @param value as it would stand in a file; empty is missing
 */
public record Change(String input, String value) {}
