/// The door for providers.
@NullMarked
package org.parley.server.webhook;

import org.jspecify.annotations.NullMarked;
