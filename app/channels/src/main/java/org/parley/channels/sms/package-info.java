/// What every way to send an SMS shares: capabilities, parts, and the words by which people leave.
@NullMarked
package org.parley.channels.sms;

import org.jspecify.annotations.NullMarked;
