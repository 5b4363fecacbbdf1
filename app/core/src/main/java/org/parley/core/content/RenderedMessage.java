package org.parley.core.content;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message with every text filled in for one contact and every link tracked, in the wording of
/// the contact's language.
///
/// @param template filled provider template of the channel it goes out on, if the wording has one
/// @param standIns tracked addresses by the address that they lead to: what is written in place of
///   media that a channel cannot show
public record RenderedMessage(
        Content content, @Nullable ProviderTemplate template, Map<URI, URI> standIns) {

    public RenderedMessage {
        standIns = Map.copyOf(standIns);
    }

    /// Nothing that stands in for media is tracked.
    public RenderedMessage(Content content, @Nullable ProviderTemplate template) {
        this(content, template, Map.of());
    }

    /// What to write in place of something that is at this address.
    public URI standIn(URI target) {
        return standIns.getOrDefault(target, target);
    }
}
