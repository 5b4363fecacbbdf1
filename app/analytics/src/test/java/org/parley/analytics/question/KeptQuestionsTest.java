package org.parley.analytics.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.analytics.question.FunnelTimes.StepTime;

/// What is kept of an answer is told apart from what is computed anew by a figure that is changed
/// where it is kept.
class KeptQuestionsTest {

    private Scene scene;

    @BeforeEach
    void tell() {
        scene =
                Scene.empty()
                        .event("assigned", 1, 1, "2026-10-05T09:30:00Z")
                        .event("sent", 1, 1, "2026-10-05T10:00:00Z")
                        .event("delivered", 1, 1, "2026-10-05T10:00:10Z")
                        .event("clicked", 1, 1, "2026-10-05T10:30:00Z")
                        .told();
    }

    private void change(String figure) {
        assertThat(
                        scene.stores.postgres.execute(
                                "update kept_answer set answer = jsonb_set(answer, array['0', ?], '41')"
                                        + " where jsonb_exists(answer -> 0, ?)",
                                figure,
                                figure))
                .isEqualTo(1);
    }

    private void buy() {
        scene.order("sale", 0, 1, "2026-10-05T11:00:00Z", "EUR", 100, 1, 1);
        scene.told();
    }

    private StepTime step(int number) {
        return scene.ofRuns().times(1).arms().getFirst().steps().get(number);
    }

    private EstimatedShare ordered() {
        var cells = scene.ofTheCompany().heatMap(null, 1, null, null, null).cells();
        assertThat(cells).hasSize(1);
        return cells.getFirst().ordered();
    }

    @Test
    void anOrderShowsAtOnceInTimesThatAreKept() {
        assertThat(step(4).people()).isZero();
        change("people");
        buy();
        assertThat(step(2).people()).isEqualTo(41);
        assertThat(step(4))
                .isEqualTo(new StepTime("clickedToOrdered", 1, 1_800_000L, 1_800_000L, 1, 1.0, 0));
        scene.event("clicked", 1, 1, "2026-10-05T10:20:00Z").told();
        assertThat(step(2).people()).isEqualTo(1);
        assertThat(step(4).medianMillis()).isEqualTo(2_400_000);
    }

    @Test
    void anOrderShowsAtOnceInAHeatMapThatIsKept() {
        assertThat(ordered()).isEqualTo(EstimatedShare.of(0, 1));
        change("delivered");
        buy();
        assertThat(ordered()).isEqualTo(EstimatedShare.of(1, 41));
        scene.event("delivered", 1, 2, "2026-10-05T10:30:00Z").told();
        assertThat(ordered()).isEqualTo(EstimatedShare.of(1, 2));
    }

    @Test
    void aHeatMapOfARangeIsNotKept() {
        var from = Instant.parse("2026-10-01T00:00:00Z");
        scene.ofTheCompany().heatMap(null, 1, from, null, null);
        scene.ofTheCompany().heatMap(null, null, from, null, true);
        assertThat(scene.stores.postgres.fetchValue("select count(*) from kept_answer"))
                .isEqualTo(0L);
    }
}
