/** The transparency log: tiles, checkpoints, proofs, offline verifier. */
@NullMarked
package io.candor.audit;

import org.jspecify.annotations.NullMarked;
