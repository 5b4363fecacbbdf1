/// Messenger by Meta's Messenger Platform.
@NullMarked
package org.parley.channels.messenger;

import org.jspecify.annotations.NullMarked;
