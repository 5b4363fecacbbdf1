package org.parley.server.web.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;

/// Planning a comparison, and doubting one.
@ServerTest
final class ExperimentEndpointsTest {

    private static final String PLAN = "/api/v1/reports/experiment-plan";

    private final Callers callers;

    ExperimentEndpointsTest(@Autowired Callers callers) {
        this.callers = callers;
    }

    @Test
    void thePlanSaysHowManyPeopleADifferenceTakes() {
        callers.program(Role.MARKETER)
                .get()
                .uri(PLAN + "?baseline=0.2&difference=0.05&people=2188")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.perArm")
                .isEqualTo(1_094)
                .jsonPath("$.audience")
                .isEqualTo(2_188)
                .jsonPath("$.power")
                .value(Double.class, power -> within(power, 0.79, 0.81))
                .jsonPath("$.detectable")
                .value(Double.class, points -> within(points, 0.0499, 0.0501));
    }

    @Test
    void whatCannotBePlannedIsRefusedByItsField() {
        callers.program(Role.ANALYST)
                .get()
                .uri(PLAN + "?baseline=1.5&difference=0.05")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("baseline");
    }

    @Test
    void theEvidenceOfARunThatIsNotThereIsNotFound() {
        callers.program(Role.ANALYST)
                .get()
                .uri("/api/v1/runs/2000000000/report/evidence")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private static void within(Double value, double low, double high) {
        assertThat(value).isBetween(low, high);
    }
}
