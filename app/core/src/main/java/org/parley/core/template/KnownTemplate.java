package org.parley.core.template;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.TemplateState;

/// What is known of one template of an account. Each thing has the time at which the provider said
/// it.
///
/// @param language the provider's code of it
/// @param state null: the provider never said
/// @param reason the provider's word for its judgement, where it gave one
/// @param category lower case; null: the provider never said
/// @param quality the provider's word, lower case; null: the provider never said
public record KnownTemplate(
        String name,
        String language,
        @Nullable String providerId,
        @Nullable TemplateState state,
        @Nullable String reason,
        @Nullable Instant stateAt,
        @Nullable String category,
        @Nullable Instant categoryAt,
        @Nullable String quality,
        @Nullable Instant qualityAt) {}
