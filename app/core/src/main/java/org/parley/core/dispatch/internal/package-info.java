/// The ledger's statements.
@NullMarked
package org.parley.core.dispatch.internal;

import org.jspecify.annotations.NullMarked;
