/// Offers, and what stores ask of promo codes.
@NullMarked
package org.parley.server.web.offers;

import org.jspecify.annotations.NullMarked;
