/**
 * One home for whatever must survive: a folder with a database, content-addressed blobs, the trail and keys. Start with
 * {@link io.candor.store.Store}. Rooms bring their own tables ({@link io.candor.store.RoomSchema}) and commit a change together
 * with its {@link io.candor.store.TrailEntry} in one transaction; {@code audit} then moves such entries into the log. The
 * transactional outbox is described by Richardson, "Microservices Patterns", 2018, §3.2.
 */
@NullMarked
package io.candor.store;

import org.jspecify.annotations.NullMarked;
