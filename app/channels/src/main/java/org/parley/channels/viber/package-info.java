/// Viber by the bot REST API (developers.viber.com, REST Bot API 7.3).
@NullMarked
package org.parley.channels.viber;

import org.jspecify.annotations.NullMarked;
