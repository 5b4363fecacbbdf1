package org.parley.analytics.history;

/// A tapped answer.
public record Tap(Target target, String payload) {}
