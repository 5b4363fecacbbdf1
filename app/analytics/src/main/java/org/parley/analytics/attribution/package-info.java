/// Which messages an order is credited to: candidate touches, models side by side, exact splits of
/// money, and what is credited to nobody.
@NullMarked
package org.parley.analytics.attribution;

import org.jspecify.annotations.NullMarked;
