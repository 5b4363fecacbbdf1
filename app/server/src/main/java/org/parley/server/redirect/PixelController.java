package org.parley.server.redirect;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Base64;
import org.parley.core.tracking.Caller;
import org.parley.core.tracking.OpenLinks;
import org.parley.core.tracking.Opens;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The picture of one point in a mail, answered once its loading is stored. Whatever the token, the
/// picture is the same, so that a mail never shows a broken one.
@Hidden
@RestController
final class PixelController {

    /// A transparent GIF of one point.
    private static final byte[] POINT =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final OpenLinks links;
    private final Opens opens;
    private final Clock clock;

    PixelController(OpenLinks links, Opens opens, Clock clock) {
        this.links = links;
        this.opens = opens;
        this.clock = clock;
    }

    @GetMapping("/o/{token}")
    ResponseEntity<byte[]> load(@PathVariable String token, HttpServletRequest request) {
        links.parse(token)
                .ifPresent(link ->
                        opens.record(
                                link,
                                clock.instant(),
                                new Caller(
                                        request.getMethod(),
                                        request.getHeader(HttpHeaders.USER_AGENT),
                                        request.getRemoteAddr())));
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_GIF)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .body(POINT);
    }
}
