/// Orders, refunds and what messages cost.
@NullMarked
package org.parley.core.commerce;

import org.jspecify.annotations.NullMarked;
