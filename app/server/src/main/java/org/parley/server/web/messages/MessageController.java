package org.parley.server.web.messages;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.Channels;
import org.parley.core.content.LintFinding;
import org.parley.core.content.Messages;
import org.parley.core.content.Messages.Message;
import org.parley.core.content.Messages.NewMessage;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/messages")
class MessageController {

    private final Messages messages;
    private final Channels channels;

    MessageController(Messages messages, Channels channels) {
        this.messages = messages;
        this.channels = channels;
    }

    record LintRequest(RichMessage content, List<Channel> channels) {}

    record Finding(String severity, String channel, String part, String detail) {
        static Finding of(LintFinding finding) {
            return new Finding(
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.channel().name(),
                    finding.part(),
                    finding.detail());
        }
    }

    record LintAnswer(List<Finding> findings) {}

    @PostMapping
    ResponseEntity<Message> create(@RequestBody NewMessage request) {
        Message message = messages.create(request);
        return ResponseEntity.created(URI.create("/api/v1/messages/" + message.id())).body(message);
    }

    @GetMapping
    Page<Message> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        return messages.list(after, limit);
    }

    @GetMapping("/{id}")
    Message get(@PathVariable long id) {
        return messages.get(id);
    }

    @PutMapping("/{id}")
    Message replace(@PathVariable long id, @RequestBody NewMessage request) {
        return messages.replace(id, request);
    }

    /// What each channel would say of a message that need not be stored.
    @PostMapping("/lint")
    LintAnswer lint(@RequestBody LintRequest request) {
        if (request.content() == null) {
            throw ProblemException.invalid("content", "There is no content to check");
        }
        List<FieldProblem> problems = request.content().problems();
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST,
                    problems.getFirst().detail(),
                    problems.stream()
                            .map(p -> new FieldProblem("content." + p.field(), p.detail()))
                            .toList());
        }
        List<Finding> findings = new ArrayList<>();
        for (Channel channel :
                request.channels() == null ? List.<Channel>of() : request.channels()) {
            channels.get(channel).lint(request.content()).stream()
                    .map(Finding::of)
                    .forEach(findings::add);
        }
        return new LintAnswer(findings);
    }
}
