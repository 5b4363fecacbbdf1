package org.parley.batch.attribution;

import org.jspecify.annotations.Nullable;

/// Sales and refunds whose booked credit became another, by the run that had them before or has
/// them since. Amounts in minor units, net. Over all runs of a currency both sides are equal.
///
/// @param run null: credited to nobody
public record CreditChange(
        @Nullable Integer run,
        String currency,
        long documentsBefore,
        long minorBefore,
        long documentsAfter,
        long minorAfter) {}
