package org.parley.core.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a list read by keyset.
///
/// @param next pass as `after` to get the next page; null on the last one
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }
}
