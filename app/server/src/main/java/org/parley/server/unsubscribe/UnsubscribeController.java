package org.parley.server.unsubscribe;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.parley.core.tracking.LinkRef;
import org.parley.core.tracking.UnsubscribeLinks;
import org.parley.core.tracking.Unsubscribes;
import org.parley.core.tracking.Unsubscription;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Withdrawal by link (RFC 8058). POST withdraws at once: no sign-in, no question, no redirect,
/// whatever the body. GET only asks, since scanners follow every link.
@Hidden
@RestController
@RequestMapping("/u/{token}")
final class UnsubscribeController {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final UnsubscribeLinks links;
    private final Unsubscribes unsubscribes;

    UnsubscribeController(UnsubscribeLinks links, Unsubscribes unsubscribes) {
        this.links = links;
        this.unsubscribes = unsubscribes;
    }

    @GetMapping
    ResponseEntity<String> ask(@PathVariable String token) {
        return links.parse(token).isPresent()
                ? page(HttpStatus.OK, UnsubscribePage.question())
                : page(HttpStatus.NOT_FOUND, UnsubscribePage.unknown());
    }

    @PostMapping
    ResponseEntity<String> withdraw(@PathVariable String token) {
        Optional<LinkRef> link = links.parse(token);
        if (link.isEmpty()) {
            return page(HttpStatus.NOT_FOUND, UnsubscribePage.unknown());
        }
        return switch (unsubscribes.withdraw(link.get())) {
            case Unsubscription.Withdrawn(var channel) ->
                    page(HttpStatus.OK, UnsubscribePage.done(channel.name()));
            case Unsubscription.NoSuchMessage _ ->
                    page(HttpStatus.NOT_FOUND, UnsubscribePage.unknown());
        };
    }

    private static ResponseEntity<String> page(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .contentType(HTML)
                .body(html);
    }
}
