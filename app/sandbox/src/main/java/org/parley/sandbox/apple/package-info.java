/// Apple Messages for Business as a messaging service provider meets it: tokens, gzip, interactive
/// messages, closed threads.
@NullMarked
package org.parley.sandbox.apple;

import org.jspecify.annotations.NullMarked;
