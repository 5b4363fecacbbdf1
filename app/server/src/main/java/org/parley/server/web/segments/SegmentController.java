package org.parley.server.web.segments;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.parley.core.audience.AudiencePreview;
import org.parley.core.audience.Segments;
import org.parley.core.audience.Segments.Segment;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Channels;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/segments")
class SegmentController {

    private final Segments segments;
    private final Channels channels;

    SegmentController(Segments segments, Channels channels) {
        this.segments = segments;
        this.channels = channels;
    }

    record SegmentRequest(String name, JsonNode rule) {}

    record AudiencePreviewRequest(JsonNode rule, @Nullable String purpose) {}

    @PostMapping
    ResponseEntity<Segment> create(@RequestBody SegmentRequest request) {
        Segment segment = segments.create(request.name(), request.rule());
        return ResponseEntity.created(URI.create("/api/v1/segments/" + segment.id())).body(segment);
    }

    @GetMapping
    Page<Segment> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        return segments.list(after, limit);
    }

    @GetMapping("/{id}")
    Segment get(@PathVariable long id) {
        return segments.get(id);
    }

    @PutMapping("/{id}")
    Segment replace(@PathVariable long id, @RequestBody SegmentRequest request) {
        return segments.replace(id, request.name(), request.rule());
    }

    @PostMapping("/preview")
    AudiencePreview preview(@RequestBody AudiencePreviewRequest request) {
        if (request.rule() == null) {
            throw ProblemException.invalid("rule", "There is no rule to preview");
        }
        return segments.preview(
                request.rule(),
                request.purpose() == null ? "marketing" : request.purpose(),
                channels.all().stream().map(ChannelAdapter::channel).toList());
    }
}
