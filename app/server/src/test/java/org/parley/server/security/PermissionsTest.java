package org.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// No endpoint is reachable because somebody forgot it.
@ServerTest
final class PermissionsTest {

    private final RequestMappingHandlerMapping endpoints;

    PermissionsTest(
            @Autowired @Qualifier("requestMappingHandlerMapping")
                    RequestMappingHandlerMapping endpoints) {
        this.endpoints = endpoints;
    }

    @Test
    void everyMappedEndpointOfTheApiHasALineInTheTable() {
        var forgotten = new ArrayList<String>();
        int seen = 0;
        for (var mapping : endpoints.getHandlerMethods().keySet()) {
            for (var path : mapping.getPatternValues()) {
                if (isOutsideTheTable(path)) {
                    continue;
                }
                assertThat(mapping.getMethodsCondition().getMethods())
                        .as("methods of %s", path)
                        .isNotEmpty();
                for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                    seen++;
                    var request =
                            new MockHttpServletRequest(
                                    method.name(), path.replaceAll("\\{[^}]+}", "1"));
                    if (Permissions.decisive(request).isEmpty()) {
                        forgotten.add(method + " " + path);
                    }
                }
            }
        }
        assertThat(forgotten).isEmpty();
        assertThat(seen).isGreaterThan(8);
    }

    /// Public by design (see the chains), or the form of errors.
    private static boolean isOutsideTheTable(String path) {
        return path.startsWith("/webhooks/")
                || path.startsWith("/r/")
                || path.startsWith("/u/")
                || path.startsWith("/o/")
                || path.equals("/error");
    }
}
