/// Twilio's Messages API: SMS out, status callbacks and incoming messages, opt-out keywords.
@NullMarked
package org.parley.sandbox.twilio;

import org.jspecify.annotations.NullMarked;
