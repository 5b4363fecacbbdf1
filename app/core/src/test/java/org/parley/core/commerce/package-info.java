/// Tests of orders, refunds and prices.
@NullMarked
package org.parley.core.commerce;

import org.jspecify.annotations.NullMarked;
