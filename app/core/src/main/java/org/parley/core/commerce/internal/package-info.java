/// Stores of orders and rate cards, and their wiring.
@NullMarked
package org.parley.core.commerce.internal;

import org.jspecify.annotations.NullMarked;
