package org.parley.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// What a caller is told when something is wrong.
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
final class ProblemsTest {

    private static final String ECHO = "/api/v1/orders/echo";

    private final Callers callers;

    ProblemsTest(@Autowired Callers callers) {
        this.callers = callers;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"store":"s","arms":[{"name":"a","weight":1},{"name":"","weight":2}]}     | arms[1].name
                    {"store":"s","arms":[{"name":"a","weight":10001}]}                        | arms[0].weight
                    {"store":"s","arms":[],"colour":"red"}                                    | colour
                    {"store":"s","arms":[{"name":"a","weight":"x"}]}                          | arms[0].weight
                    {"store":"s","arms":[{"name":"a","weight":1,"height":2}]}                 | arms[0].height
                    {"store":"s","arms":[],"role":"king"}                                     | role
                    {"store":"s"}                                                             | arms
                    """)
    void aFieldIsNamedByItsPath(String body, String field) {
        post(body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://parley.example/problems/invalid-request")
                .jsonPath("$.status")
                .isEqualTo(400)
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].detail")
                .isNotEmpty()
                .jsonPath("$.instance")
                .isEqualTo(ECHO);
    }

    @Test
    void malformedJsonIsToldWithItsPlace() {
        post("{\"store\":\n  oops}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .value(detail ->
                        assertThat(detail.toString())
                                .contains("line 2, column")
                                .doesNotContain("tools.jackson"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/orders/echo?limit=0,           limit",
        "/api/v1/orders/echo?limit=201,         limit",
        "/api/v1/orders/echo?limit=many,        limit",
        "/api/v1/orders/echo/7?factor=x,        factor",
        "/api/v1/orders/echo/7,                 factor",
        "/api/v1/orders/echo/seven?factor=1,    number",
    })
    void aParameterIsNamed(String path, String name) {
        callers.program(Role.FINANCE)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(name);
    }

    @Test
    void aPageHasFiftyItemsUnlessAskedForAnother() {
        callers.program(Role.FINANCE)
                .get()
                .uri(ECHO)
                .exchange()
                .expectBody()
                .jsonPath("$.size")
                .isEqualTo(50);
        callers.program(Role.FINANCE)
                .get()
                .uri(ECHO + "?limit=200")
                .exchange()
                .expectBody()
                .jsonPath("$.size")
                .isEqualTo(200);
    }

    @Test
    void methodsTypesAndPathsThatDoNotExistAreTold() {
        var finance = callers.program(Role.FINANCE);
        finance.put()
                .uri(ECHO)
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .exists("Allow")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://parley.example/problems/method-not-allowed");
        finance.post()
                .uri(ECHO)
                .header("Idempotency-Key", "types")
                .contentType(MediaType.TEXT_PLAIN)
                .body("x")
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        finance.get()
                .uri("/api/v1/orders/none/of/these")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedWhetherItsLengthIsDeclaredOrNot() {
        var large = new byte[1024 * 1024 + 1];
        var finance = callers.program(Role.FINANCE);
        finance.post()
                .uri(ECHO + "/raw")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(large)
                .exchange()
                .expectStatus()
                .isEqualTo(413);
        finance.post()
                .uri(ECHO + "/raw")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(new InputStreamResource(new ByteArrayInputStream(large)))
                .exchange()
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://parley.example/problems/too-large");
    }

    @Test
    void ourOwnFaultIsLoggedUnderANumberAndShowsNothingOfTheInside(CapturedOutput output) {
        var body =
                post("{\"store\":\"broken\",\"arms\":[]}")
                        .expectStatus()
                        .isEqualTo(500)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(body).doesNotContain("secret of the inside", "Exception");
        var number = body.replaceAll("(?s).*under ([0-9a-f-]{36}).*", "$1");
        assertThat(output.getAll()).contains(number);
    }

    private ResponseSpec post(String body) {
        return callers.program(Role.FINANCE)
                .post()
                .uri(ECHO)
                .header("Idempotency-Key", "key-of-a-new-program")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }
}
