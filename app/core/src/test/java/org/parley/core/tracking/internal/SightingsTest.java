package org.parley.core.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.Caller;
import org.parley.core.tracking.LinkRef;
import org.parley.core.tracking.SightingKind;

class SightingsTest {

    private static final Caller CALLER = new Caller("GET", "Mozilla/5.0", null);
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");

    @Test
    void aSweepIsOneMessagesOnOneChannel() {
        assertThat(Sightings.swept(List.of(click(1, 1, 0), click(1, 1, 1), click(1, 1, 2))))
                .containsExactlyInAnyOrder(0, 1, 2);
        assertThat(Sightings.swept(List.of(click(1, 1, 0), click(2, 1, 1), click(3, 1, 2))))
                .isEmpty();
        assertThat(Sightings.swept(List.of(click(1, 1, 0), click(1, 1, 1), click(1, 2, 2))))
                .isEmpty();
    }

    @Test
    void itsPlacesAreThoseOfTheWholeList() {
        assertThat(
                        Sightings.swept(
                                List.of(
                                        click(2, 1, 0),
                                        click(1, 1, 0),
                                        opened(),
                                        click(1, 1, 1),
                                        click(1, 1, 2))))
                .containsExactlyInAnyOrder(1, 3, 4);
    }

    @Test
    void opensAreNoPartOfIt() {
        assertThat(Sightings.swept(List.of(click(1, 1, 0), click(1, 1, 1), opened()))).isEmpty();
    }

    private static Sighting click(int ordinal, int step, int link) {
        return new Sighting(
                SightingKind.CLICKED,
                new LinkRef(new MessageId(1, ordinal), step, link),
                NOW,
                CALLER);
    }

    private static Sighting opened() {
        return new Sighting(
                SightingKind.OPENED, new LinkRef(new MessageId(1, 1), 1, 2), NOW, CALLER);
    }
}
