/// Stores of the consent ledger and of suppressions, and their wiring.
@NullMarked
package org.parley.core.consent.internal;

import org.jspecify.annotations.NullMarked;
