/// Links of sent messages.
@NullMarked
package org.parley.server.redirect;

import org.jspecify.annotations.NullMarked;
