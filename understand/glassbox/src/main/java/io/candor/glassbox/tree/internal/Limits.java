package io.candor.glassbox.tree.internal;

/**
 * How far a tree grows.
 *
 * @param depth of the deepest leaf; the root has 0
 * @param splits at most
 * @param leafRows fewest rows of a leaf
 * @param splitRows fewest rows of a node that is split
 */
public record Limits(Criterion criterion, int depth, int splits, int leafRows, int splitRows) {}
