package org.parley.core.channel;

import org.jspecify.annotations.Nullable;

/// What a provider says anew of a template.
public sealed interface TemplateChange {

    /// @param reason the provider's word for it, where it gives one
    record Judged(TemplateState state, @Nullable String reason) implements TemplateChange {}

    /// How people like it.
    ///
    /// @param quality the provider's word, lower case
    record Rated(String quality) implements TemplateChange {}

    /// What it counts as, and so what it costs.
    ///
    /// @param category lower case, such as `marketing`
    record Classified(String category) implements TemplateChange {}
}
