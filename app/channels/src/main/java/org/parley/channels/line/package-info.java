/// LINE by its Messaging API.
@NullMarked
package org.parley.channels.line;

import org.jspecify.annotations.NullMarked;
