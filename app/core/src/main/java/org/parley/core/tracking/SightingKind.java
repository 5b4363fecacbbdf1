package org.parley.core.tracking;

/// What the address that was called is good for.
public enum SightingKind {
    /// A link, told as `clicked`.
    CLICKED,
    /// The picture in a mail, told as `read`.
    OPENED
}
