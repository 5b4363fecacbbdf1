/// Invoices of providers: held against what was accrued for their messages, accepted by two people,
/// booked as true-ups.
@NullMarked
package org.parley.analytics.invoice;

import org.jspecify.annotations.NullMarked;
