package org.parley.core.account;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;

/// An account as people may see it: never with its credentials.
///
/// @param id null: it stands in the installation's settings and is changed there
/// @param type kind of account, such as `viber` or `twilio`
/// @param name stands in the webhook address
/// @param settings the open ones, by name
/// @param secrets names of the credentials that are set
/// @param sends false: it hears its provider out but sends nothing
/// @param problem why it cannot be opened at present; null: it can
/// @param health null: never asked
/// @param webhook what the provider said when it was told our address; null: never told from here
public record SenderAccount(
        @Nullable Long id,
        String type,
        Channel channel,
        String name,
        Map<String, String> settings,
        Set<String> secrets,
        boolean sends,
        @Nullable String problem,
        @Nullable Health health,
        @Nullable String webhook) {

    public enum CheckState {
        WORKS,
        REFUSED,
        NO_ANSWER,
        NOT_OFFERED
    }

    /// What the provider's who-am-I said last.
    public record Health(CheckState state, String detail, Instant checkedAt) {}
}
