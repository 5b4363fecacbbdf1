/// Telegram's Bot API as its users see it.
@NullMarked
package org.parley.sandbox.telegram;

import org.jspecify.annotations.NullMarked;
