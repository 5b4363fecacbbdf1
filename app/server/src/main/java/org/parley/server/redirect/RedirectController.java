package org.parley.server.redirect;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.parley.core.tracking.Caller;
import org.parley.core.tracking.Clicks;
import org.parley.core.tracking.TrackingLinks;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Leads from a sent link to its target, once the click is stored. HEAD is answered the same and
/// counted as a program's.
@Hidden
@RestController
final class RedirectController {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private static final String GONE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <meta name="color-scheme" content="light dark">
            <title>This link leads nowhere</title>
            <style>
            body { font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 30rem; margin: 20vh auto; padding: 0 1.5rem }
            h1 { font-size: 1.375rem }
            </style>
            </head>
            <body>
            <main>
            <h1>This link leads nowhere</h1>
            <p>It is incomplete, or what it led to is gone. If you typed it, try the one in the message again.</p>
            </main>
            </body>
            </html>
            """;

    private final TrackingLinks links;
    private final Clicks clicks;
    private final Clock clock;

    RedirectController(TrackingLinks links, Clicks clicks, Clock clock) {
        this.links = links;
        this.clicks = clicks;
        this.clock = clock;
    }

    @GetMapping("/r/{token}")
    ResponseEntity<String> follow(@PathVariable String token, HttpServletRequest request) {
        return links.parse(token)
                .flatMap(link ->
                        clicks.record(
                                link,
                                clock.instant(),
                                new Caller(
                                        request.getMethod(),
                                        request.getHeader(HttpHeaders.USER_AGENT),
                                        request.getRemoteAddr())))
                .map(RedirectController::to)
                .orElseGet(RedirectController::nowhere);
    }

    private static ResponseEntity<String> to(URI target) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(target)
                .cacheControl(CacheControl.noStore())
                // The token is this person's: the shop must not see it.
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .build();
    }

    private static ResponseEntity<String> nowhere() {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .contentType(HTML)
                .body(GONE);
    }
}
