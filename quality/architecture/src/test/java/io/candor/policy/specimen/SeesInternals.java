package io.candor.policy.specimen;

import io.candor.audit.internal.Findings;

/** Breaks: internals stay inside. */
record SeesInternals(Findings findings) {}
