/// What PostgreSQL knows about shares of orders.
@NullMarked
package org.parley.analytics.attribution.internal;

import org.jspecify.annotations.NullMarked;
