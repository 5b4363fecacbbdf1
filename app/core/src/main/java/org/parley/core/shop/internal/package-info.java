/// The tables of shops and of refunds that wait for their order.
@NullMarked
package org.parley.core.shop.internal;

import org.jspecify.annotations.NullMarked;
