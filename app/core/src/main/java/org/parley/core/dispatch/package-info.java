/// The send ledger: freezes an audience, claims recipients, records what became of each, and
/// balances.
@NullMarked
package org.parley.core.dispatch;

import org.jspecify.annotations.NullMarked;
