package org.parley.core.content;

/// What became of a message for one contact: filled in, or not to be sent because a value is
/// missing.
public sealed interface Rendering {

    record Rendered(RenderedMessage message) implements Rendering {}

    /// A variable without a value and without a default, or with a value that the template cannot
    /// use (longer than 2,000 characters, not of a filter's kind): the contact is skipped, a hole
    /// is never sent.
    record MissingVariable(String name) implements Rendering {}
}
