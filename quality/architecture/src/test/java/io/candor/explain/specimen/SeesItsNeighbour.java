package io.candor.explain.specimen;

import io.candor.glassbox.EbmSettings;

/** Breaks: rooms of a pillar don't see each other. */
record SeesItsNeighbour(EbmSettings settings) {}
