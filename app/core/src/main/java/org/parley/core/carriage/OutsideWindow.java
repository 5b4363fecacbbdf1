package org.parley.core.carriage;

/// What a channel takes when the person has not written within its service window.
public enum OutsideWindow {
    /// The same as always: there is no window.
    ANYTHING,
    /// Approved templates only.
    TEMPLATE,
    /// Nothing.
    NOTHING
}
