/// Runs campaigns: freezes the audience, claims, sends and settles in chunks, until the ledger has
/// nothing left to do.
@NullMarked
package org.parley.batch.dispatch;

import org.jspecify.annotations.NullMarked;
