package org.parley.server.web.conversations;

import org.jspecify.annotations.Nullable;
import org.parley.core.conversation.Conversation;
import org.parley.core.conversation.Conversations;
import org.parley.core.conversation.ThreadMessage;
import org.parley.core.kernel.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What people answered.
@RestController
@RequestMapping("/api/v1")
final class ConversationController {

    private final Conversations conversations;

    ConversationController(Conversations conversations) {
        this.conversations = conversations;
    }

    /// The latest words of each person who wrote, latest first.
    @GetMapping("/conversations")
    Page<Conversation> latest(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return conversations.latest(limit, after);
    }

    /// Everything said between us and one person, latest first.
    @GetMapping("/contacts/{id}/messages")
    Page<ThreadMessage> messages(
            @PathVariable long id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return conversations.with(id, limit, after);
    }
}
