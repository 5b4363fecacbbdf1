/// Offers with personal promo codes: made or brought, given to people as their messages leave, and
/// redeemed by shops.
@NullMarked
package org.parley.core.offer;

import org.jspecify.annotations.NullMarked;
