package org.parley.core.channel;

import org.jspecify.annotations.Nullable;

/// A template as its provider has it.
///
/// @param language the provider's code of it
/// @param reason the provider's word for its judgement, where it gives one
/// @param category lower case, such as `marketing`; null: not told
/// @param quality the provider's word, lower case; null: not told
public record TemplateReport(
        String name,
        String language,
        @Nullable String providerId,
        TemplateState state,
        @Nullable String reason,
        @Nullable String category,
        @Nullable String quality) {}
