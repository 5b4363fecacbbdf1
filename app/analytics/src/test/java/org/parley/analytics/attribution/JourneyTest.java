package org.parley.analytics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.MessageId;

final class JourneyTest {

    private static final Instant NOON = Instant.parse("2026-10-20T12:00:00Z");

    @Test
    void noTouchIsNoJourney() {
        assertThat(Journey.of(List.of())).isEmpty();
    }

    @Test
    void onlyTheStrongestTierTakesPart() {
        var click = touch(1, TouchKind.CLICK, 0);
        var reply = touch(2, TouchKind.REPLY, 5);
        var read = touch(3, TouchKind.READ, 60);
        var delivered = touch(4, TouchKind.DELIVERED, 70);
        var code = touch(5, TouchKind.CODE, 1);
        var ofAnother = touch(6, TouchKind.CODE_OF_ANOTHER, 2);
        var shared = touch(7, TouchKind.SHARED_CODE, 3);
        assertThat(touches(delivered, read, reply, click, shared, ofAnother, code))
                .containsExactly(code, ofAnother);
        assertThat(touches(delivered, read, reply, click, shared)).containsExactly(click, reply);
        assertThat(touches(delivered, read, shared)).containsExactly(shared);
        assertThat(touches(delivered, read, reply, click)).containsExactly(click, reply);
        assertThat(touches(delivered, read)).containsExactly(read);
        assertThat(touches(delivered)).containsExactly(delivered);
    }

    @Test
    void touchesOfOneMessageInARowAreTheLatestOfThem() {
        var first = touch(1, TouchKind.CLICK, 0);
        var again = touch(1, TouchKind.REPLY, 2);
        var other = touch(2, TouchKind.CLICK, 3);
        var back = touch(1, TouchKind.CLICK, 4);
        assertThat(touches(first, first, again, other, other, back))
                .containsExactly(again, other, back);
    }

    @Test
    void ofEqualTouchesTheLowestMessageIsBookedAndOfItTheClick() {
        var booked =
                Journey.of(
                                List.of(
                                        touch(2, TouchKind.CLICK, 0),
                                        touch(1, TouchKind.CLICK, 0),
                                        touch(1, TouchKind.REPLY, 0)))
                        .orElseThrow()
                        .last();
        assertThat(booked).isEqualTo(touch(1, TouchKind.CLICK, 0));
    }

    @Test
    void theOrderInWhichTouchesBecomeKnownDoesNotMatter() {
        var touches = new ArrayList<Touch>();
        for (var i = 0; i < 12; i++) {
            touches.add(touch(1 + i % 3, i % 2 == 0 ? TouchKind.CLICK : TouchKind.REPLY, i / 4));
        }
        var told = Journey.of(touches);
        for (var seed = 0; seed < 20; seed++) {
            Collections.shuffle(touches, new Random(seed));
            assertThat(Journey.of(touches)).isEqualTo(told);
        }
    }

    private static List<Touch> touches(Touch... candidates) {
        return Journey.of(List.of(candidates)).orElseThrow().touches();
    }

    private static Touch touch(int run, TouchKind kind, long minute) {
        return new Touch(new MessageId(run, 1), kind, NOON.plusSeconds(60 * minute));
    }
}
