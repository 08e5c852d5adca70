package io.candor.core.model;

import io.candor.core.json.Json;

/**
 * A model and how it came about.
 *
 * @param provenance algorithm, settings, seed and steps: what is needed to train the same bytes again from the same data
 */
public record Trained(Model model, Json.Obj provenance) {}
