package org.parley.server.webhook;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.tracking.Intake;
import org.parley.core.tracking.Webhooks;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Takes webhooks as raw bytes and answers once they are stored. Answers carry no words: whoever
/// cannot sign learns nothing here.
@Hidden
@RestController
@RequestMapping("/webhooks/{channel}/{account}")
final class WebhookController {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Webhooks webhooks;
    private final Clock clock;

    WebhookController(Webhooks webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<String> receive(
            @PathVariable String channel, @PathVariable String account, HttpServletRequest request)
            throws IOException {
        OptionalInt limit = webhooks.bodyLimit(channel, account);
        if (limit.isEmpty()) {
            return status(HttpStatus.NOT_FOUND);
        }
        if (request.getContentLengthLong() > limit.getAsInt()) {
            return status(HttpStatus.CONTENT_TOO_LARGE);
        }
        byte[] body;
        try {
            body = BoundedBody.read(request.getInputStream(), limit.getAsInt(), PATIENCE, clock);
        } catch (BoundedBody.TooSlow _) {
            return status(HttpStatus.REQUEST_TIMEOUT);
        }
        Intake intake =
                webhooks.receive(
                        channel, account, new WebhookRequest(WebhookHeaders.of(request), body));
        return switch (intake) {
            case Intake.Received _ -> status(HttpStatus.OK);
            case Intake.Challenged challenged -> plain(challenged.answer());
            case Intake.NotAuthentic _ -> status(HttpStatus.UNAUTHORIZED);
            case Intake.UnknownAccount _ -> status(HttpStatus.NOT_FOUND);
            case Intake.TooLarge _ -> status(HttpStatus.CONTENT_TOO_LARGE);
        };
    }

    /// For providers that ask whether this address is meant.
    @GetMapping
    ResponseEntity<String> handshake(
            @PathVariable String channel,
            @PathVariable String account,
            @RequestParam Map<String, String> query) {
        if (webhooks.bodyLimit(channel, account).isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        return webhooks.handshake(channel, account, query)
                .map(WebhookController::plain)
                .orElseGet(() -> ResponseEntity.status(HttpStatus.FORBIDDEN).build());
    }

    private static ResponseEntity<String> plain(String answer) {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .header("X-Content-Type-Options", "nosniff")
                .body(answer);
    }

    private static ResponseEntity<String> status(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
