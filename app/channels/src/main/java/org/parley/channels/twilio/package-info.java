/// SMS through Twilio's Messages API.
@NullMarked
package org.parley.channels.twilio;

import org.jspecify.annotations.NullMarked;
