/// Money: cost lines, currencies, and the file that finance books from.
@NullMarked
package org.parley.analytics.finance;

import org.jspecify.annotations.NullMarked;
