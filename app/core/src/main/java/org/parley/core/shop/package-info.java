/// Shops that tell their orders by signed webhook: their secrets, and what becomes of what they
/// say. May use kernel, account, channel and commerce; whose form a webhook has is a {@link
/// org.parley.core.shop.ShopDialect} from outside.
@NullMarked
package org.parley.core.shop;

import org.jspecify.annotations.NullMarked;
