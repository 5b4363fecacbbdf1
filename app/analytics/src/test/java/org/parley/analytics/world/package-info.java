/// A shop and its campaigns, drawn from a seed and told to both stores as production tells them.
@NullMarked
package org.parley.analytics.world;

import org.jspecify.annotations.NullMarked;
