/**
 * Runs, models, data, evidence and how they hang together. Start with {@link io.candor.registry.Registry}. Content lies in the
 * store's blobs under its digest; the tables are an index of it, which {@code trail verify} rebuilds and compares. The trail gets
 * the digest of each run's record, which is salted, because a plain digest of data would confirm a guess of the data.
 *
 * <p>Lineage follows W3C PROV's two relations: a run <i>used</i> data and models, and <i>produced</i> models and evidence.
 */
@NullMarked
package io.candor.registry;

import org.jspecify.annotations.NullMarked;
