package org.parley.core.content;

import org.jspecify.annotations.Nullable;

/// A message with every text filled in for one contact and every link tracked, in the wording of
/// the contact's language.
///
/// @param template filled provider template of the channel it goes out on, if the wording has one
public record RenderedMessage(Content content, @Nullable ProviderTemplate template) {}
