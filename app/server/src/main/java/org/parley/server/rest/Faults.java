package org.parley.server.rest;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The same form for what fails before any controller, such as an address that the firewall
/// refuses.
@Hidden
@RestController
final class Faults implements ErrorController {

    @RequestMapping("/error")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        var status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        ? code
                        : 404;
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var code = Problem.codeFor(status);
        return ResponseEntity.status(code.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(
                        Problem.of(
                                code,
                                code.title(),
                                path == null ? "" : path.toString(),
                                List.of()));
    }
}
