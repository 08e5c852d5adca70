/**
 * The transparency log: an append-only Merkle tree of {@link io.candor.store.TrailEntry trail entries}, kept as C2SP tiles on
 * disk, its head signed. Start with {@link io.candor.audit.Trail} to write, {@link io.candor.audit.TrailVerifier} to check a
 * folder without trusting whoever wrote it, {@link io.candor.audit.TlogProof} for receipts.
 *
 * <p>Specifications: RFC 6962 §2.1 and RFC 9162 §2.1 (tree, proofs and their verification); C2SP tlog-tiles, tlog-checkpoint,
 * signed-note and tlog-proof (files). What no log can prove by itself: that its operator logged every action, that the clock
 * was right, and that no older copy was put back, unless someone outside remembers a checkpoint.
 */
@NullMarked
package io.candor.audit;

import org.jspecify.annotations.NullMarked;
