/// RCS for Business as Google's API offers it: capabilities, agent messages, events by Pub/Sub
/// push.
@NullMarked
package org.parley.sandbox.rcs;

import org.jspecify.annotations.NullMarked;
