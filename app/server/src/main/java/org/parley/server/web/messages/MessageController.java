package org.parley.server.web.messages;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.Channels;
import org.parley.core.commerce.RateCards;
import org.parley.core.contact.Contacts;
import org.parley.core.content.MessageSchema;
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

    private final Contacts contacts;
    private final Previews previews;

    MessageController(
            Messages messages,
            Channels channels,
            Contacts contacts,
            RateCards prices,
            Clock clock) {
        this.messages = messages;
        this.channels = channels;
        this.contacts = contacts;
        this.previews = new Previews(prices, clock);
    }

    record LintRequest(RichMessage content, List<Channel> channels) {}

    /// @param windowOpen whether to assume that the person wrote lately; by default not
    /// @param category of the rate card; by default `marketing`
    record PreviewRequest(
            RichMessage content,
            Channel channel,
            @Nullable Long contactId,
            @Nullable Boolean windowOpen,
            @Nullable String category) {}

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
        require(request.content());
        List<Finding> findings = new ArrayList<>();
        for (Channel channel :
                request.channels() == null ? List.<Channel>of() : request.channels()) {
            channels.get(channel).lint(request.content()).stream()
                    .map(Finding::of)
                    .forEach(findings::add);
        }
        return new LintAnswer(findings);
    }

    /// The message on one channel for one contact: what it becomes, the exact payload, what is
    /// wrong, what it costs.
    @PostMapping("/preview")
    Preview preview(@RequestBody PreviewRequest request) {
        require(request.content());
        if (request.channel() == null) {
            throw ProblemException.invalid("channel", "There is no channel to show it on");
        }
        if (request.contactId() == null) {
            throw ProblemException.invalid("contactId", "There is no contact to show it for");
        }
        return previews.of(
                request.content(),
                channels.get(request.channel()),
                contacts.get(request.contactId()),
                Boolean.TRUE.equals(request.windowOpen()),
                request.category() == null ? "marketing" : request.category());
    }

    /// The form of a message, version 2, as JSON Schema 2020-12.
    @GetMapping(path = "/schema", produces = MessageSchema.MEDIA_TYPE)
    String schema() {
        return MessageSchema.json();
    }

    private static void require(@Nullable RichMessage content) {
        if (content == null) {
            throw ProblemException.invalid("content", "There is no content to check");
        }
        List<FieldProblem> problems = content.problems();
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST,
                    problems.getFirst().detail(),
                    problems.stream()
                            .map(p -> new FieldProblem("content." + p.field(), p.detail()))
                            .toList());
        }
    }
}
