/// Withdrawal by the link in a message.
@NullMarked
package org.parley.server.unsubscribe;

import org.jspecify.annotations.NullMarked;
