package io.candor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrailEntryTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678912Z");

    @Test
    void itsTextIsCanonicalJsonOfTheEightMembers() {
        TrailEntry entry = TrailEntry.by(new Caller("ann", "r1"), TIME, "run.finished", "run:1", "", "a".repeat(64));
        assertThat(entry.text())
                .isEqualTo(
                        "{\"action\":\"run.finished\",\"actor\":\"ann\",\"after\":\"" + "a".repeat(64)
                                + "\",\"before\":\"\",\"object\":\"run:1\",\"request\":\"r1\",\"time\":\"2026-01-02T03:04:05.678Z\",\"v\":1}");
        assertThat(TrailEntry.fromJson(entry.toJson())).isEqualTo(entry);
    }

    @Test
    void anEntryThatTheLogCannotHoldIsRefused() {
        assertThatThrownBy(() -> entry("x".repeat(65_536))).hasMessageStartingWith("CND-S009");
        assertThatThrownBy(() -> entry("\ud800")).hasMessageStartingWith("CND-S009");
        assertThat(entry("x".repeat(65_000)).text()).hasSizeLessThan(65_536);
    }

    @Test
    void payloadsAreNotDigests() {
        assertThatThrownBy(() -> TrailEntry.by(Caller.of("a"), TIME, "a.b", "o", "", "some data"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TrailEntry entry(String object) {
        return TrailEntry.by(Caller.of("a"), TIME, "a.b", object, "", "");
    }
}
