package org.parley.core.commerce;

import org.jspecify.annotations.Nullable;

/// What a shop says about who bought. Matched exactly: the company's own number, else the mailbox,
/// else the phone; where that finds nobody or more than one person the order stays unmatched.
public record CustomerRef(
        @Nullable String externalId, @Nullable String email, @Nullable String phone) {}
