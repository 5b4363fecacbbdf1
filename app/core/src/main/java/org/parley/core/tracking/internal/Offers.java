package org.parley.core.tracking.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.content.Choices;
import org.parley.core.content.Content.Choice;
import org.parley.core.content.MessageContent;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.ProblemException;
import org.parley.core.tracking.internal.ParsedDeliveries.Told;

/// What the answered messages offered, so that somebody who types "2" or the words of a button says
/// the same as somebody who taps it. Where choices have no buttons they stand in the text,
/// numbered.
final class Offers {

    private static final String READ = Resource.read("read_offers.sql");
    private static final MessageContent CONTENT = new MessageContent();

    private final Map<Integer, List<Choice>> choices;

    private Offers(Map<Integer, List<Choice>> choices) {
        this.choices = choices;
    }

    /// Read by `read_offers.sql`.
    private record Question(int n, int run, int ordinal) {}

    /// Of the messages that somebody answers in words; one statement, none where nobody does.
    static Offers read(DSLContext db, List<Told> told, List<Located> located) {
        List<Question> questions = new ArrayList<>();
        for (Located at : located) {
            Integer run = at.run();
            Integer ordinal = at.ordinal();
            boolean typed =
                    told.get(at.n()).event() instanceof Reply reply && reply.payload() == null;
            if (typed && run != null && ordinal != null) {
                questions.add(new Question(at.n(), run, ordinal));
            }
        }
        Map<Integer, List<Choice>> choices = new HashMap<>();
        if (!questions.isEmpty()) {
            Map<Long, RichMessage> variants = new HashMap<>();
            for (Record row : db.fetch(READ, Json.rows(questions))) {
                Long variant = row.get("variant_id", Long.class);
                JSONB content = row.get("content", JSONB.class);
                if (content != null) {
                    variants.put(variant, message(content));
                }
                RichMessage message = variants.get(variant);
                if (message != null) {
                    choices.put(
                            row.get("n", Integer.class),
                            message.in(row.get("language", String.class)).choices());
                }
            }
        }
        return new Offers(choices);
    }

    /// A message that this version reads no more still gets answers.
    private static @Nullable RichMessage message(JSONB content) {
        try {
            return CONTENT.read(content.data());
        } catch (ProblemException e) {
            return null;
        }
    }

    /// The payload of the choice that the typed words mean; null: just words.
    @Nullable String payload(int n, Reply typed) {
        return Choices.payload(choices.getOrDefault(n, List.of()), typed.text()).orElse(null);
    }
}
