package io.candor.fairness.specimen;

import tools.jackson.databind.JsonNode;

/** Breaks: Jackson is for io, control and app. */
record TouchesJackson(JsonNode node) {}
