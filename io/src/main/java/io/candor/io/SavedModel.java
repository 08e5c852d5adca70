package io.candor.io;

import io.candor.core.json.Json;
import io.candor.core.model.Decider;
import io.candor.core.model.Model;

/**
 * A model as it is kept.
 *
 * @param provenance how it came to be, good enough to train it again: algorithm, settings, seed, data digests
 * @param decider how its scores become decisions, saved beside it
 * @param digest of the folder: SHA-256 of the canonical JSON {@code {path: sha256}} of its files
 */
public record SavedModel(Model model, Json.Obj provenance, Decider decider, String digest) {}
