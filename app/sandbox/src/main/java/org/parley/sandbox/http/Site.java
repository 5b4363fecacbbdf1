package org.parley.sandbox.http;

/// One provider's part of the server.
@FunctionalInterface
public interface Site {
    Answer answer(Call call);
}
