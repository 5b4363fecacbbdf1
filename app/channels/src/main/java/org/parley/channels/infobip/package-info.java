/// Viber Business Messages through Infobip.
@NullMarked
package org.parley.channels.infobip;

import org.jspecify.annotations.NullMarked;
