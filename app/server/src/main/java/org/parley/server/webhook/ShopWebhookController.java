package org.parley.server.webhook;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.shop.ShopDoor;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes orders from shops as raw bytes and answers once they are recorded. Who cannot sign learns
/// nothing, not even which shops there are; who can is told what is wrong with the body.
@Hidden
@RestController
@RequestMapping("/webhooks/shops/{kind}/{shop}")
final class ShopWebhookController {

    // Large orders are some hundred kilobytes.
    private static final int LARGEST_BODY = 2 * 1024 * 1024;
    // Shops give up after five seconds.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ShopDoor door;
    private final Clock clock;

    ShopWebhookController(ShopDoor door, Clock clock) {
        this.door = door;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<Void> receive(
            @PathVariable String kind, @PathVariable String shop, HttpServletRequest request)
            throws IOException {
        if (!door.hears(kind)) {
            return status(HttpStatus.NOT_FOUND);
        }
        if (request.getContentLengthLong() > LARGEST_BODY) {
            return status(HttpStatus.CONTENT_TOO_LARGE);
        }
        byte[] body;
        try {
            body = BoundedBody.read(request.getInputStream(), LARGEST_BODY, PATIENCE, clock);
        } catch (BoundedBody.TooSlow _) {
            return status(HttpStatus.REQUEST_TIMEOUT);
        }
        if (body.length > LARGEST_BODY) {
            return status(HttpStatus.CONTENT_TOO_LARGE);
        }
        return switch (door.receive(
                kind, shop, new WebhookRequest(WebhookHeaders.of(request), body))) {
            case RECEIVED -> status(HttpStatus.OK);
            case NOT_AUTHENTIC -> status(HttpStatus.UNAUTHORIZED);
        };
    }

    private static ResponseEntity<Void> status(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
