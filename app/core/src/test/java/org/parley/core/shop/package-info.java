/// Tests of shops.
@NullMarked
package org.parley.core.shop;

import org.jspecify.annotations.NullMarked;
