/// Proves that the ledger, the raw events and the rollups tell the same, and mends what can be
/// mended.
@NullMarked
package org.parley.batch.reconcile;

import org.jspecify.annotations.NullMarked;
