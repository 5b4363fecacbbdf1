package org.parley.core.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.Caller;
import org.parley.core.tracking.LinkRef;

class HasteTest {

    private static final Caller CALLER = new Caller("GET", "Mozilla/5.0", null);
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");

    @Test
    void aSecondAfterTheHandOverIsAPersons() {
        assertThat(Haste.tooSoon(NOW.minusMillis(1), NOW)).isTrue();
        assertThat(Haste.tooSoon(NOW.plusMillis(999), NOW)).isTrue();
        assertThat(Haste.tooSoon(NOW.plusMillis(1_000), NOW)).isFalse();
        assertThat(Haste.tooSoon(NOW, null)).isFalse();
    }

    @Test
    void threeLinksOfOneMessageWithinTwoSecondsAreASweep() {
        assertThat(Haste.sweeps(List.of(click(1, 0, 2_000), click(1, 1, 0), click(1, 2, 1_000))))
                .containsExactlyInAnyOrder(0, 1, 2);
        assertThat(Haste.sweeps(List.of(click(1, 0, 2_001), click(1, 1, 0), click(1, 2, 1_000))))
                .isEmpty();
    }

    @Test
    void oneLinkManyTimesIsNoSweep() {
        assertThat(
                        Haste.sweeps(
                                List.of(
                                        click(1, 0, 0),
                                        click(1, 0, 1),
                                        click(1, 1, 2),
                                        click(1, 1, 3))))
                .isEmpty();
    }

    @Test
    void linksOfSeveralMessagesOrChannelsAreNoSweep() {
        assertThat(Haste.sweeps(List.of(click(1, 0, 0), click(2, 1, 0), click(3, 2, 0)))).isEmpty();
        Sighting elsewhere =
                new Sighting(
                        Sighting.Kind.CLICKED,
                        new LinkRef(new MessageId(1, 1), 2, 2),
                        NOW,
                        false,
                        CALLER);
        assertThat(Haste.sweeps(List.of(click(1, 0, 0), click(1, 1, 0), elsewhere))).isEmpty();
    }

    @Test
    void opensAreNoPartOfIt() {
        Sighting open =
                new Sighting(
                        Sighting.Kind.OPENED,
                        new LinkRef(new MessageId(1, 1), 1, 2),
                        NOW,
                        false,
                        CALLER);
        assertThat(Haste.sweeps(List.of(click(1, 0, 0), click(1, 1, 0), open))).isEmpty();
    }

    @Test
    void whoComesLaterIsNoPartOfTheSweep() {
        assertThat(
                        Haste.sweeps(
                                List.of(
                                        click(1, 0, 0),
                                        click(1, 1, 100),
                                        click(1, 2, 200),
                                        click(1, 0, 60_000))))
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    private static Sighting click(int ordinal, int link, long afterMillis) {
        return new Sighting(
                Sighting.Kind.CLICKED,
                new LinkRef(new MessageId(1, ordinal), 1, link),
                NOW.plusMillis(afterMillis),
                false,
                CALLER);
    }
}
