package org.parley.channels.email;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Secret;
import org.parley.channels.wire.Hmac;
import org.parley.channels.wire.JsonBody;
import org.parley.core.kernel.MessageId;

/// Our message's id as a mail carries it: before the `@` of its Message-ID and, where returned
/// mails have a domain of their own, of its MAIL FROM (VERP). Message ids can be guessed; with a
/// secret the mark behind the id cannot, so that nobody invents mails that came back.
///
/// @param secret null: returned mails are not taken, and the id is plain
record MailId(String account, @Nullable Secret secret) {

    private static final int MARK = 16;
    private static final Pattern LOCAL = Pattern.compile("(\\d{1,19})\\.[a-z0-9-]{1,40}(?=@)");

    /// At most 60 characters of digits, `a` to `z`, `-` and a full stop.
    String local(MessageId id) {
        Secret key = secret;
        String number = id.toString();
        if (key == null) {
            return number + "." + account;
        }
        byte[] named = ("mail-id:" + account + ":" + number).getBytes(StandardCharsets.UTF_8);
        return number + "." + Hmac.hex(key, named).substring(0, MARK);
    }

    /// The first of our ids in an address, a Message-ID or a list of them.
    Optional<MessageId> find(String text) {
        return LOCAL.matcher(text)
                .results()
                .map(this::verified)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<MessageId> verified(MatchResult found) {
        return Optional.ofNullable(JsonBody.messageId(found.group(1)))
                .filter(id -> Hmac.same(local(id), found.group()));
    }
}
