package io.candor.core.port;

import io.candor.core.evidence.Evidence;

/** Takes evidence as it arises. */
@FunctionalInterface
public interface EvidenceSink {
    void accept(Evidence evidence);
}
