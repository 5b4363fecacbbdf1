/// Apple Messages for Business, as its own messaging service provider.
@NullMarked
package org.parley.channels.apple;

import org.jspecify.annotations.NullMarked;
