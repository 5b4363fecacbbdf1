/// The port to the outside: what a channel can do, how a message leaves, what comes back.
@NullMarked
package org.parley.core.channel;

import org.jspecify.annotations.NullMarked;
