/// What every push channel shares: the notification that a message becomes.
@NullMarked
package org.parley.channels.push;

import org.jspecify.annotations.NullMarked;
