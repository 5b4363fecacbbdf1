/// Telegram by its Bot API.
@NullMarked
package org.parley.channels.telegram;

import org.jspecify.annotations.NullMarked;
