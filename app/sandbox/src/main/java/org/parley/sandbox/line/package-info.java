/// LINE's Messaging API as its users see it.
@NullMarked
package org.parley.sandbox.line;

import org.jspecify.annotations.NullMarked;
